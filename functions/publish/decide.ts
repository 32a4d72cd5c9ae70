/**
 * The records that a state's request stands for: pure, so that a retried state sends the same bytes and headers, and
 * a repetition can be told by its `ce_id` or its coordinates.
 */
import { type Contract, encode, type Violation } from '../../shared/contracts/index.ts';
import {
  contractRejection,
  deadLetterOf,
  type OutgoingRecord,
  type RecordHeader,
  replayCountOf,
} from '../../shared/records/index.ts';
import { cloudEventHeaders } from './cloud-event.ts';
import type { Destination } from './destination.ts';
import { PublishInputError } from './errors.ts';
import type { DeadLetterRequest, RecordRequest } from './event.ts';

const CONTENT_TYPES = {
  json: 'application/json',
  'avro-single-object': 'application/avro',
  confluent: 'application/octet-stream',
  glue: 'application/octet-stream',
  cloudevents: 'application/cloudevents+json',
} as const satisfies Record<Destination['format'], string>;

/** Headers that say what Baton knows: a state may not say otherwise. */
const RESERVED = /^(ce_|baton-|content-type$)/;

const encoder = new TextEncoder();

/** How the value breaks the destination's contract; a tombstone breaks none, and where that is off nobody looks. */
export const violationsOf = (
  { value }: RecordRequest,
  { enforce }: Destination,
  contract: Contract,
): readonly Violation[] => (value === null || enforce === 'off' ? [] : contract.validate(value, 'output'));

export function recordOf(request: RecordRequest, destination: Destination, contract: Contract): OutgoingRecord {
  const { key, value } = request;
  return {
    topic: destination.topic,
    key: key === null ? null : encoder.encode(key),
    value: value === null ? null : encode(destination.format, contract, value),
    headers: headersOf(request, destination).map(([name, text]): RecordHeader => [name, encoder.encode(text)]),
  };
}

function headersOf(
  { headers, execution, redriveCount }: RecordRequest,
  { signal, contract, format }: Destination,
): readonly (readonly [name: string, value: string])[] {
  const taken = headers.find(([name]) => RESERVED.test(name.toLowerCase()));
  if (taken) throw new PublishInputError(`The header ${taken[0]} is Baton's own: give yours another name.`);
  const contentType = ['content-type', CONTENT_TYPES[format]] as const;
  if (signal === null) return [contentType, ...headers];
  if (execution === null) {
    throw new PublishInputError(
      'A signal says which execution speaks: pass `execution: $states.context.Execution.Id`.',
    );
  }
  return [...cloudEventHeaders({ signal, contract, execution, redriveCount }), contentType, ...headers];
}

/** The rows as they came, with what is wrong with them. */
export const deadLettersOf = (
  { items, contract, execution }: DeadLetterRequest,
  topic: string,
): readonly OutgoingRecord[] =>
  items.map(({ coordinates, key, raw, headers, violations }) => {
    const rejection = contractRejection(contract, violations);
    const replayCount = replayCountOf(headers);
    const record = { ...coordinates, key, value: raw, headers };
    return deadLetterOf(record, { ...rejection, contract, replayCount, execution }, topic);
  });
