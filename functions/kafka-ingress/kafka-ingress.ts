/**
 * The ingress function without its surroundings: parse → decode → check → route → decide → act.
 *
 * I1. Whether a batch is let in at all is decided before anything is written.
 * I2. Executions are started before dead letters are written, and when the whole batch comes again none is: it comes
 *     again as it was.
 * I3. A record is done only when its execution is started or its dead letter is written.
 */
import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import type { Digest, IngressRecord, WorkflowDoors } from '../../shared/records/index.ts';
import type { Registries } from '../../shared/registries/index.ts';
import type { Telemetry } from '../../shared/telemetry/index.ts';
import type { RecordPublisher } from '../../shared/transports/index.ts';
import { actInLanes, type Outcome } from './act-in-lanes.ts';
import { type BatchAnswer, batchAnswer } from './batch-answer.ts';
import { badRecords, writeDeadLetters } from './dead-letters.ts';
import { decide, looksSystemic } from './decide.ts';
import { type Decision, type Reading, type ReadRecord, recordsOf } from './decision.ts';
import { type OpenDoor, openDoors, route, type TopicIds } from './doors.ts';
import { HandedBackError, SystemicError } from './errors.ts';
import { parseKafkaEvent } from './event.ts';
import { knownWriters } from './known-writers.ts';
import type { ExecutionStarter, Patience } from './ports.ts';
import { readRecord } from './read-record.ts';
import { tell, tellWarned } from './tell.ts';

export type KafkaIngressSetup = {
  readonly doors: WorkflowDoors;
  /** At least those of the triggers. */
  readonly contracts: Readonly<Record<ContractId, Contract>>;
  /** Of the formats whose records name their writers' schemas. */
  readonly registries: Registries;
  readonly starter: ExecutionStarter;
  readonly publisher: RecordPublisher;
  readonly telemetry: Telemetry;
  readonly topicIds: TopicIds;
  readonly digest: Digest;
  readonly sleep: Patience['sleep'];
  readonly random: Patience['random'];
};

/** What the function needs of Lambda's context. */
export type RemainingTime = { getRemainingTimeInMillis(): number };

/**
 * Rejects with an `IngressError` when the whole batch is to come again. Answers the records that are to come again
 * where the mapping of the trigger understands that.
 */
export type KafkaIngress = (event: unknown, context: RemainingTime) => Promise<BatchAnswer>;

/** Throws `IngressConfigurationError` when no record could pass. */
export function createKafkaIngress(setup: KafkaIngressSetup): KafkaIngress {
  const doors = openDoors(setup.doors, setup.contracts, setup.registries, setup.topicIds, setup.digest);

  return async (event, context) => {
    const { sleep, random } = setup;
    const patience = { remainingMs: () => context.getRemainingTimeInMillis(), sleep, random };
    const routed = route(parseKafkaEvent(event), doors);
    const decided = new Map(await Promise.all([...routed].map((atDoor) => decideAtDoor(atDoor, patience, setup))));

    const report = await actInLanes([...decided.values()].flat(), setup.starter, patience);
    const isPartial = [...routed.keys()].every(understandsPartialAnswers);
    const outcomes = isPartial ? report.outcomes : withoutRejectedIfHandedBack(report.outcomes);
    const bad = [...decided].flatMap(([door, decisions]) => badRecords(door, decisions, outcomes));
    await writeDeadLetters(bad, setup.doors, setup.publisher, patience);

    for (const [door, decisions] of decided) tell(door, decisions, outcomes, setup.doors.workflow, setup.telemetry);
    const handedBack = [...outcomes].flatMap(([decision, outcome]) =>
      outcome === HANDED_BACK ? recordsOf(decision) : [],
    );
    if (handedBack.length === 0 || isPartial) return batchAnswer(handedBack);
    const { busy } = report;
    throw new HandedBackError(
      `Out of time for ${handedBack.length} records; the batch is to come again. ${busy?.message ?? ''}`.trimEnd(),
    );
  };
}

type Outcomes = ReadonlyMap<Decision, Outcome>;

const HANDED_BACK: Outcome = 'handed-back';

/** When the whole batch comes again, its bad records do too: they are dead-lettered then, and once. */
function withoutRejectedIfHandedBack(outcomes: Outcomes): Outcomes {
  if (![...outcomes.values()].includes(HANDED_BACK)) return outcomes;
  const isBad = (outcome: Outcome) => outcome === 'rejected' || outcome === 'clash';
  return new Map([...outcomes].map(([decision, outcome]) => [decision, isBad(outcome) ? HANDED_BACK : outcome]));
}

async function decideAtDoor(
  [door, records]: readonly [OpenDoor, readonly IngressRecord[]],
  patience: Patience,
  { doors, telemetry }: KafkaIngressSetup,
): Promise<readonly [OpenDoor, readonly Decision[]]> {
  const { trigger, contract } = door;
  const writers = await knownWriters(door, records, patience);
  const read = records.map((record) => readRecord(record, trigger, contract, writers));
  const isWarning = trigger.enforce === 'warn';
  if (isWarning) tellWarned(door, read.filter(breaksItsContract), doors.workflow, telemetry);
  const readings = isWarning ? read.map(letPass) : read;
  const decisions = decide(readings, door);
  const bad = countBad(readings, decisions);
  if (looksSystemic(bad, records.length, trigger)) {
    throw new SystemicError(
      `${bad} of ${records.length} records of ${trigger.topic} are bad, which says that the contract ` +
        `${trigger.contract} or the format ${trigger.format} does not belong to the topic. Nothing was dead-lettered: ` +
        'mend the manifest or, if they are bad indeed, give the trigger a higher faultThreshold.',
    );
  }
  return [door, decisions];
}

const breaksItsContract = (reading: Reading): reading is ReadRecord =>
  reading.type === 'read' && reading.violations.length > 0;

const letPass = (reading: Reading): Reading => (breaksItsContract(reading) ? { ...reading, violations: [] } : reading);

/** Those rejected here, and rejectable rows, which the workflow would reject. */
function countBad(readings: readonly Reading[], decisions: readonly Decision[]): number {
  const rejected = decisions.flatMap((decision) => (decision.type === 'reject' ? [decision.record] : []));
  const violating = readings.filter(breaksItsContract);
  return new Set([...rejected, ...violating.map(({ record }) => record)]).size;
}

const understandsPartialAnswers = ({ trigger }: OpenDoor): boolean => trigger.profile === 'provisioned';
