import { run } from './main.ts';
import { plainStyle } from './terminal.ts';

export type CapturedRun = { readonly exitCode: number; readonly out: string; readonly err: string };

/** Runs a command line in this process, in a directory, and keeps what it prints. */
export async function runCaptured(words: readonly string[], directory: string): Promise<CapturedRun> {
  const printed = { out: '', err: '' };
  const exitCode = await run(words, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    style: plainStyle,
    environment: {},
    directory,
    interrupted: new AbortController().signal,
  });
  return { exitCode, ...printed };
}
