/**
 * The records that a state's request stands for: pure, so that a retried state sends the same bytes and headers, and
 * a repetition can be told by its `ce_id` or its coordinates.
 */
import {
  type Contract,
  type EventAttributes,
  encode,
  type Violation,
  type WriterId,
} from '../../shared/contracts/index.ts';
import {
  contractRejection,
  deadLetterOf,
  type OutgoingRecord,
  type RecordHeader,
  replayCountOf,
} from '../../shared/records/index.ts';
import { eventAttributes, eventHeaders } from './cloud-event.ts';
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

/** `writerId` is what a registry knows the contract's schema by, for the formats that say it. */
export function recordOf(
  request: RecordRequest,
  destination: Destination,
  contract: Contract,
  writerId: WriterId | null,
): OutgoingRecord {
  const { key, value } = request;
  const event = eventOf(request, destination);
  const framing = { ...(writerId !== null && { writerId }), ...(event !== null && { event }) };
  return {
    topic: destination.topic,
    key: key === null ? null : encoder.encode(key),
    value: value === null ? null : encode(destination.format, contract, value, framing),
    headers: headersOf(request, destination, event).map(([name, text]): RecordHeader => [name, encoder.encode(text)]),
  };
}

/** A signal is an event; another record is none. */
function eventOf({ execution, redriveCount }: RecordRequest, { signal, contract, format }: Destination) {
  if (signal === null) {
    if (format !== 'cloudevents') return null;
    throw new PublishInputError('A record of format cloudevents is a signal: name one instead of a topic.');
  }
  if (execution === null) {
    throw new PublishInputError(
      'A signal says which execution speaks: pass `execution: $states.context.Execution.Id`.',
    );
  }
  return eventAttributes({ signal, contract, execution, redriveCount });
}

/** A structured event says in its value which one it is, any other in its headers. */
function headersOf(
  { headers, value }: RecordRequest,
  { format }: Destination,
  event: EventAttributes | null,
): readonly (readonly [name: string, value: string])[] {
  const taken = headers.find(([name]) => RESERVED.test(name.toLowerCase()));
  if (taken) throw new PublishInputError(`The header ${taken[0]} is Baton's own: give yours another name.`);
  const isStructured = format === 'cloudevents' && value !== null;
  const contentType = ['content-type', CONTENT_TYPES[format]] as const;
  return [...(event === null || isStructured ? [] : eventHeaders(event)), contentType, ...headers];
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
