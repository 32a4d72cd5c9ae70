import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import avro from 'avsc';
import { type Check, validator } from '../../generated/runtime.ts';
import { type AvroContract, jsonFormOf, parseAvroSchema, singleObjectHeader } from '../../shared/contracts/index.ts';

const schema = readFileSync(new URL('../records/record.avsc', import.meta.url), 'utf8');

/** avsc's own reader of the schema, to which logical types are but numbers and bytes. */
export const bareType = avro.Type.forSchema(JSON.parse(schema));

/** The schema as a contract, its validators compiled by the compiler that generation uses. */
export function benchContract(): AvroContract {
  const type = parseAvroSchema(schema);
  const compile = (records: 'open' | 'closed'): Check =>
    new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(jsonFormOf(type, records)) as Check;
  const validate = validator(compile('open'), compile('closed'), {});
  return { id: 'shipment.scanned@1', fingerprint: '', validate, schema, writers: { 1: schema } };
}

/** The values of the container file, each as the Avro bytes of a record, without and with the single-object header. */
export async function benchRecords(): Promise<readonly { readonly bare: Buffer; readonly framed: Buffer }[]> {
  const header = singleObjectHeader(schema);
  const values: unknown[] = [];
  const file = new URL('../records/records.avro', import.meta.url).pathname;
  for await (const value of avro.createFileDecoder(file)) values.push(value);
  return values.map((value) => {
    const bare = bareType.toBuffer(value);
    return { bare, framed: Buffer.concat([header, bare]) };
  });
}
