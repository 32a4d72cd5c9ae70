import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PeerError } from './errors.ts';

/** Runs a program that reads a question a line as JSON and answers a line each. The machine's own settings stay out. */
export async function askPeer<Answer>(
  command: string,
  args: readonly string[],
  questions: readonly object[],
): Promise<readonly Answer[]> {
  const peer = spawn(command, args, { env: { PATH: process.env.PATH, TZ: 'UTC', PYTHONIOENCODING: 'utf-8' } });
  peer.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const [[code], output, errors] = await Promise.all([once(peer, 'exit'), text(peer.stdout), text(peer.stderr)]);
  const answers = output.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== questions.length) {
    throw new PeerError(`${command} answered ${answers.length} of ${questions.length} questions:\n${errors}`);
  }
  return answers.map((line) => JSON.parse(line) as Answer);
}
