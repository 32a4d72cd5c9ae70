import type { CaseResult } from './case-result.ts';

/** A case of the group `base` that passed, but for what is said. */
export function caseResult(id: string, said: Partial<CaseResult> = {}): CaseResult {
  return { id, group: 'base', kind: 'execution', aws: 'passed', ...said };
}
