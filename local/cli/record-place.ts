import { UsageError } from './errors.ts';

export type RecordPlace = { readonly topic: string; readonly partition: number; readonly offset: number };

/** Reads `orders.created/3/17`. Throws `UsageError`. */
export function parseRecordPlace(text: string): RecordPlace {
  const [, topic, partition, offset] = /^([^/]+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  if (topic !== undefined) return { topic, partition: Number(partition), offset: Number(offset) };
  throw new UsageError(`${text} is no place of a record`, {
    advice: 'Write TOPIC/PARTITION/OFFSET, for example orders.created/0/17.',
  });
}

export const placeText = ({ topic, partition, offset }: RecordPlace): string => `${topic}/${partition}/${offset}`;
