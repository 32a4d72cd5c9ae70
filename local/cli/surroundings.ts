import { wholeNumber } from './parse-arguments.ts';
import type { Terminal } from './terminal.ts';

export const DEFAULT_PORT = 8083;

/** The port that --port names. Throws `UsageError`. */
export function portOf(text: string | undefined): number {
  return wholeNumber(text, 'port', { min: 0, max: 65_535, otherwise: DEFAULT_PORT });
}

/** Where the running Baton is that a command talks to. */
export const urlOf = (port: string | undefined): string => `http://127.0.0.1:${portOf(port)}`;

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** One line of a stream. */
export function printJsonLine(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value)}\n`);
}
