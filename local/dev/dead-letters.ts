import { type DeadLetter, readDeadLetter } from '../../shared/records/index.ts';
import type { LogRecord, RecordLog, TopicPartition } from '../sources/index.ts';
import { readTopic } from './read-topic.ts';

/** A dead letter: where it lies, where the record came from and why it is one. */
export type DeadLetterView = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly source: TopicPartition & { readonly offset: number; readonly timestamp: number };
  readonly errorClass: string;
  readonly message: string;
  readonly contract: string | null;
  readonly replayCount: number;
  /** The ARN of the execution that rejected it, null at the door. */
  readonly execution: string | null;
};

/** Null for a record whose headers say nothing of ours. */
export function deadLetterView(record: LogRecord): DeadLetterView | null {
  const letter = readDeadLetter(record.headers);
  return letter === null ? null : viewOf(record, letter);
}

/** The dead letters of a topic, the first one of each record: a retried state, or a batch that came again, writes more. */
export async function* readDeadLetters(log: RecordLog, topic: string): AsyncGenerator<DeadLetterView> {
  const seen = new Set<string>();
  for await (const records of readTopic(log, topic)) {
    for (const view of records.map(deadLetterView)) {
      if (view === null || seen.has(identityOf(view))) continue;
      seen.add(identityOf(view));
      yield view;
    }
  }
}

/** With the timestamp: in a topic made anew, another record lies at the same offset. */
const identityOf = ({ source: { topic, partition, offset, timestamp } }: DeadLetterView): string =>
  `${topic}/${partition}/${offset}/${timestamp}`;

function viewOf({ topic, partition, offset }: LogRecord, letter: DeadLetter): DeadLetterView {
  const { errorClass, message, contract, replayCount, execution } = letter;
  const source = {
    topic: letter.topic,
    partition: letter.partition,
    offset: letter.offset,
    timestamp: letter.timestamp,
  };
  return { topic, partition, offset, source, errorClass, message, contract, replayCount, execution };
}
