import type { Terminal } from './terminal.ts';

/** 0: done; 1: a finding or a failure; 2: wrong use. */
export type ExitCode = 0 | 1 | 2;

export type OptionSpec = {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** What stands for the value in the usage, `PORT`. */
  readonly value?: string;
  readonly summary: string;
};
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export type ValueOf<Spec extends OptionSpec> = Spec['type'] extends 'boolean'
  ? boolean
  : Spec extends { readonly multiple: true }
    ? readonly string[]
    : string;
export type ValuesOf<Specs extends OptionSpecs> = { readonly [Name in keyof Specs]?: ValueOf<Specs[Name]> };

export type Invocation<Specs extends OptionSpecs> = {
  readonly values: ValuesOf<Specs & typeof GLOBAL_OPTIONS>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
};

/** One command. `positionals` names what must follow, in order; a name in brackets may be left out. */
export type Command<Specs extends OptionSpecs = OptionSpecs> = {
  readonly name: string;
  readonly summary: string;
  readonly positionals: readonly string[];
  readonly options: Specs;
  readonly run: (invocation: Invocation<Specs>) => Promise<ExitCode>;
};

/** What every command takes. */
export const GLOBAL_OPTIONS = {
  json: { type: 'boolean', summary: 'print JSON, complete and stable' },
  root: { type: 'string', value: 'DIR', summary: 'the project, default: the current directory' },
  debug: { type: 'boolean', summary: 'show stack traces of errors' },
  help: { type: 'boolean', summary: 'show this' },
} as const satisfies OptionSpecs;

/** What commands take that talk to a running Baton. */
export const PORT_OPTION = {
  port: { type: 'string', value: 'PORT', summary: 'where Baton listens, default 8083' },
} as const satisfies OptionSpecs;

/** Keeps the option's types for `run`, and forgets them for the registry. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command {
  return command as unknown as Command;
}
