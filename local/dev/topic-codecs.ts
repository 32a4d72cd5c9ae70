import { type Contract, type ContractId, decode, encode } from '../../shared/contracts/index.ts';
import { DevError } from './errors.ts';
import type { NamedTopic } from './topic-roles.ts';

/** Between JSON and the bytes of a topic's records, by the contract and format that a manifest gives the topic. */
export type TopicCodecs = {
  /** Throws `NoContractError` for a topic that has none, `ContractDecodeError` or `ContractEncodeError` for a value. */
  readonly encode: (topic: string, value: unknown) => Promise<Uint8Array>;
  /** Undefined for bytes that are not of the topic's contract, or a topic that has none. */
  readonly decode: (topic: string, bytes: Uint8Array) => Promise<unknown>;
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
): TopicCodecs {
  const encodings = new Map(topics.map(({ name, roles }) => [name, roles.flatMap((role) => role.encodings)]));
  return {
    async encode(topic, value) {
      const encoding = encodings.get(topic)?.[0];
      if (encoding === undefined) throw new NoContractError(topic);
      return encode(encoding.format, await loadContract(encoding.contract), value);
    },
    async decode(topic, bytes) {
      for (const { format, contract } of encodings.get(topic) ?? []) {
        const loaded = await loadContract(contract);
        const value = tryDecode(() => decode(format, loaded, bytes));
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** Bytes that cannot be read are shown as bytes. */
function tryDecode(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
