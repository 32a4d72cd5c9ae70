import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Check, validator } from '../../generated/runtime.ts';
import { schemaCompiler } from '../../project/json-schema/index.ts';
import {
  type AvroContract,
  decode,
  type JsonSchema,
  jsonFormOf,
  parseAvroSchema,
  provesForm,
  singleObjectHeader,
} from '../../shared/contracts/index.ts';
import { bareType, benchContract, benchRecords } from '../ingress/bench-contract.ts';
import { medianPair, type Pair } from '../median-pair.ts';
import type { BenchRow } from '../row.ts';
import { coldImports } from './cold-import.ts';

const PAIRS = 15;
const WARM_UPS = 5;
/** All records this often in one measurement: long enough for the clock of CPU time. */
const ROUNDS = 40;

/**
 * What contracts cost: a record's bytes to a value that fits, the check of a value that came as JSON, and what they add
 * to the import of a deployed function.
 */
export async function benchContracts(): Promise<readonly BenchRow[]> {
  const records = await benchRecords();
  return [...(await readingRows(records)), ...(await jsonRows(records)), ...(await coldImports())];
}

type Records = Awaited<ReturnType<typeof benchRecords>>;

async function readingRows(records: Records): Promise<readonly BenchRow[]> {
  const contract = benchContract();
  const bare = records.map((record) => record.bare.toString('base64'));
  const readBare = () => {
    for (const value of bare) bareType.fromBuffer(Buffer.from(value, 'base64'));
  };
  const reading = (wanted: AvroContract, values: readonly string[]) => () => {
    for (const value of values) readChecked(wanted, value);
  };
  const framed = (schema: string) =>
    records.map((record) => Buffer.concat([singleObjectHeader(schema), record.bare]).toString('base64'));
  const newer = nextVersion(contract);
  const row = { unit: 'µs', baselineIs: 'bare base64 and avsc' };
  return [
    {
      ...row,
      what: 'CPU of a record to a value that fits',
      ...(await beside(records.length, reading(contract, framed(contract.schema)), readBare)),
      aim: '≤ 2.5 ×',
    },
    {
      ...row,
      what: '… written by an older version',
      ...(await beside(records.length, reading(newer, framed(contract.schema)), readBare)),
      aim: '',
    },
  ];
}

/** Decode, resolve, JSON form, check: as the ingress function does, which asks no validator for what is proved. */
function readChecked(contract: AvroContract, base64: string): unknown {
  const value = decode('avro-single-object', contract, Buffer.from(base64, 'base64'));
  const violations = provesForm('avro-single-object', contract) ? [] : contract.validate(value, 'input');
  if (violations.length > 0) throw new Error('A record breaks its contract.');
  return value;
}

/** A version that knows one field more and one less, and calls another by a new name. */
function nextVersion(contract: AvroContract): AvroContract {
  const { fields, ...record } = JSON.parse(contract.schema);
  const kept = fields.filter(({ name }: { name: string }) => name !== 'note');
  const renamed = kept.map((field: { name: string }) =>
    field.name === 'sequence' ? { ...field, name: 'position', aliases: ['sequence'] } : field,
  );
  const schema = JSON.stringify({ ...record, fields: [...renamed, { name: 'lane', type: 'string', default: 'A' }] });
  return { ...contract, schema, writers: { ...contract.writers, 2: schema } };
}

async function jsonRows(records: Records): Promise<readonly BenchRow[]> {
  const contract = benchContract();
  const open = jsonFormOf(parseAvroSchema(contract.schema), 'open');
  const bareCheck = new Ajv2020({ strict: false, validateFormats: false }).compile(open);
  const json: AvroContract = { ...contract, validate: validator(generatedCheck(open), generatedCheck(open), {}) };
  const texts = records.map(({ framed }) =>
    Buffer.from(JSON.stringify(decode('avro-single-object', contract, framed))),
  );
  const checkBare = () => {
    for (const text of texts) if (!bareCheck(JSON.parse(text.toString()))) throw new Error('ajv refuses a record.');
  };
  const checkOurs = () => {
    for (const text of texts) {
      if (json.validate(decode('json', json, text), 'input').length > 0)
        throw new Error('A record breaks its contract.');
    }
  };
  return [
    {
      what: 'CPU of the same as JSON',
      ...(await beside(records.length, checkOurs, checkBare)),
      unit: 'µs',
      baselineIs: 'JSON.parse and ajv',
      aim: '≤ 1.25 ×',
    },
  ];
}

/** The validator that generation makes. */
const generatedCheck = (schema: JsonSchema): Check => schemaCompiler({ schema }).getSchema('schema') as Check;

/** The CPU time of a record, of the pair of the median ratio. */
async function beside(count: number, figure: () => void, baseline: () => void): Promise<Pair> {
  const measure = async () => ({ baseline: cpuUs(baseline) / count, figure: cpuUs(figure) / count });
  for (let i = 0; i < WARM_UPS; i++) await measure();
  return medianPair(PAIRS, measure);
}

/** Microseconds of CPU time that one run takes. */
function cpuUs(run: () => void): number {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / ROUNDS;
}
