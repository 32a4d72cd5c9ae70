import { setTimeout as pause } from 'node:timers/promises';
import type { RecordLog } from '../sources/index.ts';
import { type DeadLetterView, deadLetterView } from './dead-letters.ts';
import { followTopic, type TopicFollower } from './topic-follower.ts';

/** Pause after the log did not answer. */
const AGAIN_AFTER_MS = 1_000;

/** Tells every dead letter that is written from now on, until the signal is aborted. */
export async function watchDeadLetters(
  log: RecordLog,
  topics: readonly string[],
  tell: (letter: DeadLetterView) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const topic of topics) void follow(await followTopic(log, topic, 'end', signal), tell, signal);
}

async function follow(
  follower: TopicFollower,
  tell: (letter: DeadLetterView) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const letter of (await follower.next()).map(deadLetterView)) if (letter !== null) tell(letter);
    } catch {
      // Whoever else reads the log says that it is away.
      await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
    }
  }
}
