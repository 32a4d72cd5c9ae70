import { type Contract, explain } from '../../shared/contracts/index.ts';
import type { IngressRecord, RecordTrigger, Rejection } from '../../shared/records/index.ts';
import { countViolations, type Telemetry } from '../../shared/telemetry/index.ts';
import type { Outcome } from './act-in-lanes.ts';
import { nameClash } from './dead-letters.ts';
import { type Decision, type ReadRecord, recordsOf } from './decision.ts';
import type { OpenDoor } from './doors.ts';

/** What each outcome is called in the audit log, and the metric that counts it. */
const WORDS = {
  started: ['execution started', 'ExecutionsStarted'],
  duplicate: ['execution was started before', 'Duplicates'],
  clash: ['name clash', 'DeadLetters'],
  rejected: ['record rejected', 'DeadLetters'],
  skipped: ['tombstone skipped', 'Tombstones'],
  'handed-back': ['handed back', 'HandedBack'],
} as const satisfies Record<Outcome, readonly [done: string, metric: string]>;

/** All others count records. */
const COUNTS_EXECUTIONS: ReadonlySet<Outcome> = new Set(['started', 'duplicate']);

/** Says what became of the records of a door: an audit line per decision, metrics per invocation. No payload. */
export function tell(
  { trigger, contract }: OpenDoor,
  decisions: readonly Decision[],
  outcomes: ReadonlyMap<Decision, Outcome>,
  workflow: string,
  telemetry: Telemetry,
): void {
  const counts: Record<string, number> = {};
  for (const decision of decisions) {
    const outcome = outcomes.get(decision) ?? 'handed-back';
    const [done, metric] = WORDS[outcome];
    counts[metric] = (counts[metric] ?? 0) + (COUNTS_EXECUTIONS.has(outcome) ? 1 : recordsOf(decision).length);
    const { id, fingerprint } = contract;
    telemetry.audit(done, {
      workflow,
      contract: id,
      fingerprint,
      ...placeOf(decision),
      ...reasonOf(decision, outcome, trigger),
    });
  }
  telemetry.count(counts, { workflow, topic: trigger.topic });
  const rejected = decisions.filter((decision) => outcomes.get(decision) === 'rejected');
  const violations = rejected.filter(isContractViolation).length;
  if (violations > 0) countViolations(telemetry, violations, violatedAt(trigger, contract, workflow));
}

/** Says which records break their contract and pass, where the trigger is only to warn of them. */
export function tellWarned(
  { trigger, contract }: OpenDoor,
  warned: readonly ReadRecord[],
  workflow: string,
  telemetry: Telemetry,
): void {
  if (warned.length === 0) return;
  const { id, fingerprint } = contract;
  for (const { record, violations } of warned) {
    telemetry.audit('record breaks its contract', {
      ...{ workflow, contract: id, fingerprint, direction: 'input' },
      ...placeOfRecord(record),
      explanation: explain(violations),
    });
  }
  countViolations(telemetry, warned.length, violatedAt(trigger, contract, workflow));
}

const violatedAt = ({ topic }: RecordTrigger, { id }: Contract, workflow: string) =>
  ({ contract: id, direction: 'input', at: { workflow, topic } }) as const;

const isContractViolation = (decision: Decision): boolean =>
  decision.type === 'reject' && decision.rejection.errorClass === 'contract-violation';

function reasonOf(decision: Decision, outcome: Outcome, trigger: RecordTrigger) {
  const rejection = rejectionOf(decision, outcome, trigger);
  return rejection && { errorClass: rejection.errorClass, reason: rejection.message };
}

function rejectionOf(decision: Decision, outcome: Outcome, trigger: RecordTrigger): Rejection | null {
  if (decision.type === 'reject') return decision.rejection;
  return decision.type === 'start' && outcome === 'clash' ? nameClash(decision.name, trigger) : null;
}

function placeOf(decision: Decision) {
  if (decision.type !== 'start') return placeOfRecord(decision.record);
  const [first, last] = [decision.records.at(0), decision.records.at(-1)];
  return {
    execution: decision.name,
    ...(first && placeOfRecord(first)),
    ...(last !== first && { last: last?.offset ?? null }),
  };
}

const placeOfRecord = ({ topic, partition, offset }: IngressRecord) => ({ topic, partition, offset });
