import { type ContractId, type Direction, subjectOf, versionOf } from '../contracts/index.ts';
import type { Telemetry } from './telemetry.ts';

/** Where a contract was broken, as far as it is known there. */
export type ViolatedAt = {
  readonly workflow?: string;
  readonly topic?: string;
  readonly task?: string;
  readonly state?: string;
};

/** Counts values that break a contract by its subject, version and direction, and by where. */
export function countViolations(
  telemetry: Pick<Telemetry, 'count'>,
  values: number,
  { contract, direction, at }: { contract: ContractId; direction: Direction; at: ViolatedAt },
): void {
  const dimensions = { subject: subjectOf(contract), version: versionOf(contract), direction, ...at };
  telemetry.count({ ContractViolations: values }, dimensions);
}
