import { expect, test } from 'vitest';
import { validatorOf } from '../../project/index.ts';
import { readAvroSchema } from './avro/avro-schema.ts';
import { Chain } from './chain.ts';
import type { ContractSchema } from './contract-schema.ts';

const json = (schema: object): ContractSchema => ({
  ...{ id: 'a@1', version: 1, language: 'json-schema' },
  schema: schema as Extract<ContractSchema, { language: 'json-schema' }>['schema'],
});
const avro = (schema: unknown): ContractSchema => ({
  ...{ id: 'a@1', version: 1, language: 'avro' },
  avro: readAvroSchema(JSON.stringify(schema)),
});
const atMost = (maximum: number) => json({ type: 'integer', maximum });
const record = (...fields: readonly object[]) => avro({ type: 'record', name: 'R', fields });

const verdict = (versions: readonly ContractSchema[], direction: 'backward' | 'forward') =>
  new Chain(versions, validatorOf).answer(0, versions.length - 1, direction).verdict;

test('chain - JSON Schemas that contain each other step by step do so from end to end', () => {
  expect(verdict([atMost(1), atMost(2), atMost(3)], 'backward')).toBe('compatible');
  expect(verdict([atMost(1), atMost(2), atMost(3)], 'forward')).toBe('incompatible');
});

test('chain - where a step does not, the ends are compared themselves', () => {
  expect(verdict([atMost(1), atMost(0), atMost(3)], 'backward')).toBe('compatible');
  expect(verdict([atMost(3), atMost(1), atMost(2)], 'backward')).toBe('incompatible');
});

test('chain - Avro that is read step by step may not be read from end to end', () => {
  const texts = record({ name: 'a', type: 'string' });
  const numbers = record({ name: 'a', type: 'int', default: 0 });
  expect(verdict([texts, record(), numbers], 'backward')).toBe('incompatible');
});
