import {
  deadLetterOf,
  type IngressRecord,
  identityText,
  type OutgoingRecord,
  type RecordTrigger,
  type Rejection,
  replayCountOf,
  type WorkflowDoors,
} from '../../shared/records/index.ts';
import { type RecordPublisher, TransientTransportError } from '../../shared/transports/index.ts';
import type { Outcome } from './act-in-lanes.ts';
import type { Decision } from './decision.ts';
import type { OpenDoor } from './doors.ts';
import { HandedBackError, IngressConfigurationError, SystemicError } from './errors.ts';
import { withPatience } from './patience.ts';
import type { Patience } from './ports.ts';

export type BadRecord = {
  readonly record: IngressRecord;
  readonly rejection: Rejection;
  readonly trigger: RecordTrigger;
};

/** The records of a door that came to nothing for good, known only after what could be started was started. */
export const badRecords = (
  { trigger }: OpenDoor,
  decisions: readonly Decision[],
  outcomes: ReadonlyMap<Decision, Outcome>,
): readonly BadRecord[] =>
  decisions.flatMap((decision) => {
    const outcome = outcomes.get(decision);
    if (decision.type === 'reject' && outcome === 'rejected') {
      return [{ record: decision.record, rejection: decision.rejection, trigger }];
    }
    if (decision.type === 'start' && outcome === 'clash') {
      return decision.records.map((record) => ({ record, rejection: nameClash(decision.name, trigger), trigger }));
    }
    return [];
  });

/** Writes them all, or rejects, in which case the whole batch comes again. */
export async function writeDeadLetters(
  rejected: readonly BadRecord[],
  { workflow, deadLetterTopic }: WorkflowDoors,
  publisher: RecordPublisher,
  patience: Patience,
): Promise<void> {
  if (rejected.length === 0) return;
  if (deadLetterTopic === null) {
    throw new IngressConfigurationError(
      `Bad records, and nowhere to put them: say \`deadLetter: { kafka: TOPIC }\` in the manifest of ${workflow}.`,
    );
  }
  const deadLetters = rejected.map((record) => deadLetterAtDoor(record, deadLetterTopic));
  try {
    await withPatience(() => publisher.publish(deadLetters), isTransient, patience);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'for no reason given';
    const why = `${deadLetters.length} dead letters could not be written to ${deadLetterTopic}: ${reason}`;
    throw isTransient(cause) ? new HandedBackError(why, { cause }) : new SystemicError(why, { cause });
  }
}

function deadLetterAtDoor({ record, rejection, trigger }: BadRecord, deadLetterTopic: string): OutgoingRecord {
  const replayCount = replayCountOf(record.headers);
  const { contract } = trigger;
  return deadLetterOf(record, { ...rejection, contract, replayCount, execution: null }, deadLetterTopic);
}

const isTransient = (error: unknown): boolean => error instanceof TransientTransportError;

/** Why the records of an execution whose name was taken by another input are bad. */
export const nameClash = (name: string, { identity }: RecordTrigger): Rejection => ({
  errorClass: 'name-clash',
  message:
    `Execution ${name} was started by an earlier record of the same identity (${identityText(identity)}) ` +
    'and another value.',
});
