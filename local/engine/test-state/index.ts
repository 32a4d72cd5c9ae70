/**
 * Owns the test of a single state: what may be asked, what stands in for its task, what is shown of it. Does not own
 * what the state does: that is the machine's.
 */
export type { StateConfiguration, TestRequest } from './request.ts';
export { StateTester, type TestResult } from './state-tester.ts';
