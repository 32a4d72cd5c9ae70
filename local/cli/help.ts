import { columns } from './columns.ts';
import { type Command, GLOBAL_OPTIONS, type OptionSpecs } from './command.ts';
import { usageLine } from './parse-arguments.ts';

/** All commands, one line each. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, positionals, summary }) => [`  ${[name, ...positionals].join(' ')}`, summary]);
  return `Usage: baton COMMAND [options]\n\n${columns(rows)}\n\`baton COMMAND --help\` says more. Exit codes: 0 done, 1 a finding or failure, 2 wrong use.\n`;
}

/** One command with all its options. */
export function usage(command: Command): string {
  const own = optionRows(command.options);
  const both = columns([...own, ...optionRows(GLOBAL_OPTIONS)]);
  return `${usageLine(command)}\n\n${command.summary}\n\n${both}`;
}

function optionRows(options: OptionSpecs): string[][] {
  return Object.entries(options).map(([name, { value, summary }]) => [
    `  --${name}${value === undefined ? '' : ` ${value}`}`,
    summary,
  ]);
}
