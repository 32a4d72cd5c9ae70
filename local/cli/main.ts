import type { Command, ExitCode } from './command.ts';
import { COMMANDS } from './commands.ts';
import { CommandError, UnknownWordError, UsageError } from './errors.ts';
import { overview, usage } from './help.ts';
import { parseArguments } from './parse-arguments.ts';
import { styleFor, type Terminal } from './terminal.ts';

/** The `baton` command: words in, exit code out. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  // The reader went away, as `| head` does: nothing more is wanted.
  process.stdout.on('error', () => interruption.abort());
  return run(words, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    style: styleFor(process.stdout),
    environment: process.env,
    directory: process.cwd(),
    interrupted: interruption.signal,
  });
}

export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    return await renderError(error, terminal, words);
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')) {
    terminal.out(overview(COMMANDS));
    return words.length === 0 ? 2 : 0;
  }
  const { command, rest } = findCommand(words);
  const parsed = parseArguments(command, rest);
  if (parsed.values.help === true) {
    terminal.out(usage(command));
    return 0;
  }
  return command.run({ ...parsed, terminal });
}

/** A command's name has one or two words. */
function findCommand(words: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  throw unknownCommand(words);
}

function unknownCommand([first = '', second]: readonly string[]): UsageError {
  const family = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (family.length > 0) {
    const what = second === undefined ? `baton ${first} wants one word more` : `there is no baton ${first} ${second}`;
    return new UsageError(what, { advice: `There are: ${family.map((name) => `baton ${name}`).join(', ')}.` });
  }
  return new UnknownWordError(`there is no command ${first}`, first, [
    ...new Set(COMMANDS.map(({ name }) => name.split(' ')[0] ?? '')),
  ]);
}

async function renderError(error: unknown, terminal: Terminal, words: readonly string[]): Promise<ExitCode> {
  const { style } = terminal;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`${style('red', 'error:')} ${message}\n${await adviceOf(error)}\n`);
  if (words.includes('--debug') && error instanceof Error) terminal.err(`${stackOf(error)}\n`);
  return error instanceof CommandError ? error.exitCode : 1;
}

/** Errors of the parts that a command starts say what to do as well. */
async function adviceOf(error: unknown): Promise<string> {
  if (error instanceof UnknownWordError) {
    const { didYouMean } = await import('../../project/index.ts');
    return didYouMean(error.word, error.known);
  }
  const told = error instanceof Error && 'advice' in error ? error.advice : undefined;
  return typeof told === 'string' ? told : 'Run it again with --debug to see where it happened.';
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
