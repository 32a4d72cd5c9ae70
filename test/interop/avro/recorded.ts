import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value, fastavro's bytes of it, and Java's as a single object. */
export type RecordedValue = {
  readonly schema: unknown;
  readonly value: unknown;
  readonly fastavro: string;
  readonly java: string;
};

export type RecordedContainer = {
  readonly by: string;
  readonly codec: string;
  readonly schema: unknown;
  readonly values: readonly unknown[];
  readonly bytes: string;
};

export const RECORDED = {
  values: join(import.meta.dirname, 'recorded-values.ndjson'),
  containers: join(import.meta.dirname, 'recorded-containers.ndjson'),
} as const;

const linesOf = (file: string): readonly unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

export const recordedValues = (): readonly RecordedValue[] => linesOf(RECORDED.values) as readonly RecordedValue[];

export const recordedContainers = (): readonly RecordedContainer[] =>
  linesOf(RECORDED.containers) as readonly RecordedContainer[];
