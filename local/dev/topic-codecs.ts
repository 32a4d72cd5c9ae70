import {
  type Contract,
  type ContractId,
  decode,
  encode,
  type FormatName,
  isAvroContract,
  subjectOf,
  writerId,
} from '../../shared/contracts/index.ts';
import type { RecordHeader } from '../../shared/records/index.ts';
import { ownWriterId, type Registries, resolveWriters } from '../../shared/registries/index.ts';
import { DevError } from './errors.ts';
import type { NamedTopic } from './topic-roles.ts';

/** What somebody wants to send as JSON. `eventId` is the event's where the topic has events and no header says one. */
export type RecordDraft = {
  readonly json: unknown;
  readonly headers: readonly RecordHeader[];
  readonly eventId: string;
};

export type EncodedRecord = { readonly value: Uint8Array; readonly headers: readonly RecordHeader[] };

/** Between JSON and the bytes of a topic's records, by the contract and format that a manifest gives the topic. */
export type TopicCodecs = {
  /**
   * Throws `NoContractError` for a topic that has none, `ContractEncodeError` for a value, and a `RegistryError` where
   * no registry gives the id that the format wants.
   */
  readonly encode: (topic: string, draft: RecordDraft) => Promise<EncodedRecord>;
  /** Undefined for bytes that are not of the topic's contract, or a topic that has none. */
  readonly decode: (topic: string, record: EncodedRecord) => Promise<unknown>;
};

/** JSON cannot be made a record: nothing says in which format. */
export class NoContractError extends DevError {
  override name = 'NoContractError';

  constructor(topic: string) {
    super(`no manifest gives the topic ${topic} a contract, so JSON cannot be encoded for it`, { code: 'NO_CONTRACT' });
  }
}

export function topicCodecs(
  topics: readonly NamedTopic[],
  loadContract: (id: ContractId) => Promise<Contract>,
  registries: Registries,
): TopicCodecs {
  const encodings = new Map(topics.map(({ name, roles }) => [name, roles.flatMap((role) => role.encodings)]));
  return {
    async encode(topic, draft) {
      const encoding = encodings.get(topic)?.[0];
      if (encoding === undefined) throw new NoContractError(topic);
      const contract = await loadContract(encoding.contract);
      if (encoding.format === 'cloudevents') return encodeEvent(contract, draft);
      const registry = registries(encoding.format);
      const framing = registry === null ? {} : { writerId: await ownWriterId(registry, contract, topic) };
      return { value: encode(encoding.format, contract, draft.json, framing), headers: draft.headers };
    },
    async decode(topic, record) {
      for (const { format, contract } of encodings.get(topic) ?? []) {
        const value = await decodeRecord(format, await loadContract(contract), record, registries).catch(
          () => undefined,
        );
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

async function decodeRecord(
  format: FormatName,
  contract: Contract,
  { value, headers }: EncodedRecord,
  registries: Registries,
): Promise<unknown> {
  const id = writerId(format, value, headers);
  const registry = id === null ? null : registries(format);
  const writers = id === null || registry === null ? new Map() : await resolveWriters([id], registry);
  return decode(format, contract, value, { headers, writers });
}

const ATTRIBUTE_HEADER = /^ce[_-]/i;
const SOURCE = 'urn:baton:send';

/** The data alone where headers say which event it is, else a structured event. */
function encodeEvent(contract: Contract, { json, headers, eventId }: RecordDraft): EncodedRecord {
  if (headers.some(([name]) => ATTRIBUTE_HEADER.test(name))) {
    const [format, contentType] = isAvroContract(contract)
      ? (['avro-single-object', 'application/avro'] as const)
      : (['json', 'application/json'] as const);
    return { value: encode(format, contract, json), headers: withContentType(headers, contentType) };
  }
  const event = { id: eventId, source: SOURCE, type: subjectOf(contract.id) };
  const value = encode('cloudevents', contract, json, { event });
  return { value, headers: withContentType(headers, 'application/cloudevents+json') };
}

const withContentType = (headers: readonly RecordHeader[], text: string): readonly RecordHeader[] =>
  headers.some(([name]) => name.toLowerCase() === 'content-type')
    ? headers
    : [...headers, ['content-type', Buffer.from(text)]];
