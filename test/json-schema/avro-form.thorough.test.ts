import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schemaCompiler } from '../../project/json-schema/index.ts';
import { schemaAndValue } from '../../shared/contracts/avro/schema-and-value.fixture.ts';
import {
  type AvroContract,
  ContractEncodeError,
  decode,
  encode,
  type JsonSchema,
  jsonFormOf,
  parseAvroSchema,
} from '../../shared/contracts/index.ts';

type Path = readonly (string | number)[];

/** What a part of a value may be replaced by: at and beyond bounds, of other types, in formats that are nearly right. */
const OTHERS: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 - 1, 3.5e38, 1e308, {}, [], [0], { a: 0 }],
  ...['', 'x', 'NaN', 'Infinity', '-Infinity', '1', '-0.00', '+1', '01', '1.', '12345678901234567890', '99999999.99'],
  ...['AA==', 'AB==', 'AAA=', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAA==', 'A A=', 'AAA'],
  ...['2026-11-21', '2026-02-29', '2024-02-29', '1900-02-29', '0000-01-01', '9999-12-31', '10000-01-01', '-001-01-01'],
  ...[
    '00:00:00',
    '23:59:59.999',
    '23:59:60',
    '24:00:00',
    '10:15',
    '10:15:30.',
    '10:15:30.1234567',
    '10:15:30.1234567891',
  ],
  ...['2026-11-21T10:15:30Z', '2026-11-21T10:15:30', '2026-11-21t10:15:30z', '2026-11-21T10:15:30+01:00'],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2026-11-21T10:15:30.123456789Z', ' 2026-11-21'],
  ...[
    'd23f0824-128b-4f33-8c5c-7fd0a6a3a450',
    'D23F0824-128B-4F33-8C5C-7FD0A6A3A450',
    'd23f0824128b4f338c5c7fd0a6a3a450',
  ],
  ...['P1M2DT3.000S', 'P0M0DT0.000S', 'P1M2DT3S', 'P4294967296M0DT0.000S', 'P01M2DT3.000S', 'A', 'B', 'A\n', '٣'],
];

/** A value with one part of it replaced, or added, or gone, or a letter of its text changed. */
const changes = fc.record({
  at: fc.nat({ max: 1_000 }),
  how: fc.oneof(
    fc.constantFrom(...OTHERS).map((other) => () => other),
    fc
      .constantFrom('0', 'Z', '=', '.', ' ', '\n')
      .map((letter) => (part: unknown) => (isObject(part) ? part : `${part}${letter}`)),
    fc.constant((part: unknown) => (isObject(part) ? part : [...String(part)].slice(0, -1).join(''))),
    fc.constant((part: unknown) => (isObject(part) ? { ...part, undeclared: 1 } : part)),
    fc.constant((part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).slice(1)) : part)),
    fc.constant((part: unknown) => (typeof part === 'number' ? -part % 2 ** 33 : part)),
  ),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...members.flatMap(([name, member]) => pathsOf(member, [...path, name]))];
}

function changedAt(value: unknown, [step, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? changedAt(item, rest, change) : item));
  const members = value as Record<string, unknown>;
  return { ...members, [step]: changedAt(members[step], rest, change) };
}

const formCheck = (form: JsonSchema) => schemaCompiler({ form }).getSchema('form') as (value: unknown) => boolean;

function contractOf(schema: unknown): AvroContract {
  const text = JSON.stringify(schema);
  return { id: 'generated@1', fingerprint: '', validate: () => [], schema: text, writers: { 1: text } };
}

/** The value as it comes back from Avro bytes, or undefined where the codec refuses to write it. */
function throughAvro(contract: AvroContract, value: unknown): unknown {
  try {
    return decode('avro-single-object', contract, encode('avro-single-object', contract, value));
  } catch (error) {
    if (error instanceof ContractEncodeError) return undefined;
    throw error;
  }
}

/** What the form cannot say: that 64 bits hold the nanoseconds of three centuries alone, and 32 bits the parts of a duration. */
const isBeyondBits = (schema: unknown): boolean => /nanos|duration/.test(JSON.stringify(schema));

test('avro form - what it accepts the codec writes, and what it refuses the codec refuses', () => {
  fc.assert(
    fc.property(schemaAndValue, fc.array(changes, { minLength: 8, maxLength: 8 }), ({ schema, value }, tries) => {
      const contract = contractOf(schema);
      const type = parseAvroSchema(contract.schema);
      const [fits, fitsClosed] = [formCheck(jsonFormOf(type, 'open')), formCheck(jsonFormOf(type, 'closed'))];
      const paths = pathsOf(value);
      for (const { at, how } of tries) {
        const changed = changedAt(value, paths[at % paths.length] ?? [], how);
        const back = throughAvro(contract, changed);
        const verdict = { changed, fits: fits(changed), written: back !== undefined };
        if (verdict.fits && !verdict.written && isBeyondBits(schema)) continue;
        expect(verdict).toEqual({ ...verdict, written: verdict.fits });
        if (back !== undefined) expect({ back, fits: fitsClosed(back) }).toEqual({ back, fits: true });
      }
    }),
    { numRuns: 400 },
  );
});
