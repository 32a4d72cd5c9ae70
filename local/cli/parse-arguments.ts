import { parseArgs } from 'node:util';
import { type Command, GLOBAL_OPTIONS, type Invocation, type OptionSpec, type OptionSpecs } from './command.ts';
import { UnknownWordError, UsageError } from './errors.ts';

export type ParsedArguments = Pick<Invocation<OptionSpecs>, 'values' | 'positionals'>;

/** Reads the words that follow a command's name. Throws `UsageError`. */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const specs: OptionSpecs = { ...command.options, ...GLOBAL_OPTIONS };
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(command, specs, token.name, token.rawName, token.value);
  }
  if (values.help !== true) checkPositionals(command, positionals);
  return { values: values as ParsedArguments['values'], positionals };
}

function checkOption(
  command: Command,
  specs: OptionSpecs,
  name: string,
  rawName: string,
  value: string | undefined,
): void {
  const spec: OptionSpec | undefined = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec === undefined) {
    const known = Object.keys(specs).map((option) => `--${option}`);
    throw new UnknownWordError(`baton ${command.name} has no option ${rawName}`, rawName, known);
  }
  if (spec.type === 'string' && value === undefined) {
    throw new UsageError(`${rawName} wants a value`, { advice: `Write ${rawName} ${spec.value ?? 'VALUE'}.` });
  }
  if (spec.type === 'boolean' && value !== undefined) {
    throw new UsageError(`${rawName} takes no value`, { advice: `Write ${rawName} alone, or leave it out.` });
  }
}

function checkPositionals(command: Command, given: readonly string[]): void {
  const missing = command.positionals.find((name, at) => !name.startsWith('[') && given[at] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`baton ${command.name} wants ${missing}`, { advice: usageLine(command) });
  }
  const surplus = given[command.positionals.length];
  if (surplus !== undefined) {
    throw new UsageError(`baton ${command.name} does not know what to do with ${surplus}`, {
      advice: usageLine(command),
    });
  }
}

/** `Usage: baton send TOPIC [options]` */
export function usageLine(command: Command): string {
  return `Usage: ${['baton', command.name, ...command.positionals, '[options]'].join(' ')}`;
}

/** A whole number between the bounds. Throws `UsageError`. */
export function wholeNumber(
  text: string | undefined,
  option: string,
  { min, max, otherwise }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`--${option} ${text} is no whole number between ${min} and ${max}`, {
    advice: `Write for example --${option} ${otherwise}.`,
  });
}
