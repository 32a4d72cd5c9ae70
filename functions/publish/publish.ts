import {
  type Contract,
  type ContractId,
  ContractOutputViolation,
  explain,
  type WriterId,
} from '../../shared/contracts/index.ts';
import type { WorkflowDoors } from '../../shared/records/index.ts';
import { ownWriterId, type Registries, RegistryError, TransientRegistryError } from '../../shared/registries/index.ts';
import { countViolations, type Telemetry } from '../../shared/telemetry/index.ts';
import { type PublishedRecord, type RecordPublisher, TransientTransportError } from '../../shared/transports/index.ts';
import { deadLettersOf, recordOf, violationsOf } from './decide.ts';
import { type Destination, deadLetterTopicOf, destinationOf } from './destination.ts';
import { PublishInputError, PublishRefusedError, PublishUnavailableError } from './errors.ts';
import { type DeadLetterRequest, parsePublishInput, type RecordRequest } from './event.ts';

export type PublishSetup = {
  readonly doors: readonly WorkflowDoors[];
  /** All contracts by id, each loaded when it is first asked for. */
  readonly registry: Readonly<Record<ContractId, () => Promise<Contract>>>;
  /** Of the formats whose records name their schema. */
  readonly registries: Registries;
  readonly publisher: RecordPublisher;
  readonly telemetry: Telemetry;
};

export type PublishAnswer = PublishedRecord | { readonly topic: string; readonly deadLettered: number };

/** The publish function without its surroundings. Rejects with a `PublishError` or a `ContractOutputViolation`. */
export function createPublish({ doors, registry, registries, publisher, telemetry }: PublishSetup) {
  const send: RecordPublisher['publish'] = (records) =>
    publisher.publish(records).catch((cause: Error) => {
      throw cause instanceof TransientTransportError ? unavailable(cause) : refused(cause);
    });

  const writerIdOf = async ({ format, topic }: Destination, contract: Contract): Promise<WriterId | null> => {
    try {
      const schemas = registries(format);
      return schemas && (await ownWriterId(schemas, contract, topic));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      throw error instanceof TransientRegistryError ? unavailable(error) : refused(error);
    }
  };

  /** Tells a violation, and throws `Contract.OutputViolation` unless the workflow is only to be warned. */
  const checkOutgoing = (request: RecordRequest, destination: Destination, contract: Contract): void => {
    const violations = violationsOf(request, destination, contract);
    if (violations.length === 0) return;
    const { id, fingerprint } = contract;
    const { execution, workflow } = request;
    const { topic } = destination;
    telemetry.audit('record breaks its contract', {
      ...{ contract: id, fingerprint, direction: 'output', execution, topic, explanation: explain(violations) },
    });
    const at = { ...(workflow !== null && { workflow }), topic };
    countViolations(telemetry, 1, { contract: id, direction: 'output', at });
    if (destination.enforce !== 'warn') throw new ContractOutputViolation(contract, violations);
  };

  const publishRecord = async (request: RecordRequest): Promise<PublishAnswer> => {
    const destination = destinationOf(request, doors);
    const contract = await registry[destination.contract]?.();
    if (contract === undefined) throw new PublishInputError(`There is no contract ${destination.contract}.`);
    checkOutgoing(request, destination, contract);
    const writerId = await writerIdOf(destination, contract);
    const [published] = await send([recordOf(request, destination, contract, writerId)]);
    if (published === undefined) throw new PublishRefusedError('The broker did not say where the record lies.');
    const { id, fingerprint } = contract;
    telemetry.audit('record published', { contract: id, fingerprint, execution: request.execution, ...published });
    return published;
  };

  const publishDeadLetters = async (request: DeadLetterRequest): Promise<PublishAnswer> => {
    const topic = deadLetterTopicOf(request, doors);
    await send(deadLettersOf(request, topic));
    const { contract, execution, items } = request;
    for (const { coordinates } of items) telemetry.audit('row rejected', { contract, execution, ...coordinates });
    telemetry.count({ DeadLetters: items.length }, { topic });
    return { topic, deadLettered: items.length };
  };

  return async (input: unknown): Promise<PublishAnswer> => {
    const request = parsePublishInput(input);
    return request.type === 'record' ? publishRecord(request) : publishDeadLetters(request);
  };
}

const unavailable = (cause: Error) => new PublishUnavailableError(cause.message, { cause });
const refused = (cause: Error) => new PublishRefusedError(cause.message, { cause });
