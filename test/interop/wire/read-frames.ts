import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AvroContract,
  Contract,
  FormatName,
  Surroundings,
  WriterId,
  WriterSchema,
} from '../../../shared/contracts/index.ts';

/** A record as somebody else's library wrote it: a line of a recorded file. */
export type Frame = {
  readonly name: string;
  readonly format: FormatName;
  readonly contract: { readonly avro: object } | { readonly json: object };
  readonly headers: readonly (readonly [name: string, base64: string])[];
  readonly value: string;
  readonly json: unknown;
  readonly writers: Readonly<Record<WriterId, Registered>>;
};

/** A schema as a registry answers it, with the texts of what it refers to. */
export type Registered = {
  readonly schemaType: 'AVRO' | 'JSON';
  readonly schema: string;
  readonly references: readonly string[];
};

/** By write_frames.py, and by AWS's Java serialisers for Glue: see record-glue-frames.ts. */
const FILES = ['frames.ndjson', 'glue-frames.ndjson'];

export const recordedFrames = (): readonly Frame[] =>
  FILES.flatMap((file) => parseFrames(readFileSync(join(import.meta.dirname, file), 'utf8')));

export const parseFrames = (text: string): readonly Frame[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Frame);

/** A contract of one version, which finds nothing wrong with a value. */
export function contractOf({ contract }: Pick<Frame, 'contract'>): Contract {
  const base = { id: 'parcel.weighed@1', fingerprint: '', validate: () => [] } as const;
  if ('json' in contract) return base;
  const schema = JSON.stringify(contract.avro);
  const avro: AvroContract = { ...base, schema, writers: { 1: schema } };
  return avro;
}

export const surroundingsOf = ({ headers }: Frame, writers: ReadonlyMap<WriterId, WriterSchema>): Surroundings => ({
  headers: headers.map(([name, value]) => [name, Buffer.from(value, 'base64')]),
  writers,
});
