import middy from '@middy/core';
import { expect, test } from 'vitest';
import type { Contract, Enforcement, Violation } from './contract.ts';
import { type AuditEntry, enforceContracts } from './enforce-contracts.ts';
import { ContractInputViolation, ContractOutputViolation } from './errors.ts';

/** A contract that wants a number at /n. */
const contractOf = (name: string): Contract => ({
  id: `${name}@1`,
  fingerprint: `fingerprint of ${name}`,
  validate: (value): readonly Violation[] =>
    typeof (value as { n: unknown }).n === 'number'
      ? []
      : [{ pointer: '/n', rule: 'type', expected: 'number', found: 'string' }],
});

const VALID = { verdict: 'valid', violations: 0, explanation: null };

/** Runs a handler between its contracts; gives what it answered or threw, and the audit. */
async function run(event: unknown, answer: unknown, enforce?: Enforcement) {
  const entries: AuditEntry[] = [];
  let called = false;
  const contracts = { input: contractOf('asked'), output: contractOf('answered') };
  const handler = middy(async () => {
    called = true;
    return answer;
  }).use(enforceContracts({ contracts, ...(enforce && { enforce }), audit: (entry) => entries.push(entry) }));
  const result: unknown = await handler(event, {} as never).catch((error: unknown) => error);
  return { result, called, entries };
}

test('enforcement - passes what fits and leaves an audit entry at both doors', async () => {
  const { result, entries } = await run({ n: 1 }, { n: 2 });
  expect(result).toEqual({ n: 2 });
  expect(entries).toEqual([
    { contract: 'asked@1', fingerprint: 'fingerprint of asked', direction: 'input', ...VALID },
    { contract: 'answered@1', fingerprint: 'fingerprint of answered', direction: 'output', ...VALID },
  ]);
});

test('enforcement - an input that breaks its contract does not reach the handler', async () => {
  const { result, called, entries } = await run({ n: 'secret' }, { n: 2 });
  expect(called).toBe(false);
  expect(result).toBeInstanceOf(ContractInputViolation);
  expect(result).toMatchObject({
    name: 'Contract.InputViolation',
    code: 'CONTRACT_INPUT_VIOLATION',
    contract: 'asked@1',
    message: 'The input breaks asked@1: /n type: expected number, found string.',
    violations: [{ pointer: '/n', rule: 'type', expected: 'number', found: 'string' }],
  });
  expect(entries).toMatchObject([{ direction: 'input', verdict: 'violated', violations: 1 }]);
});

test('enforcement - an output that breaks its contract is seen by nobody', async () => {
  const { result, entries } = await run({ n: 1 }, { n: 'secret' });
  expect(result).toBeInstanceOf(ContractOutputViolation);
  expect(result).toMatchObject({ name: 'Contract.OutputViolation', contract: 'answered@1' });
  expect(JSON.stringify([result, entries])).not.toContain('secret');
});

test('enforcement - warn tells what is wrong, and passes it', async () => {
  const { result, called, entries } = await run({ n: 'secret' }, { n: 'secret' }, { input: 'warn', output: 'warn' });
  expect(called).toBe(true);
  expect(result).toEqual({ n: 'secret' });
  const told = { verdict: 'violated', violations: 1, explanation: '/n type: expected number, found string' };
  expect(entries).toMatchObject([
    { direction: 'input', ...told },
    { direction: 'output', ...told },
  ]);
});

test('enforcement - off does not look, in its direction', async () => {
  const { result, entries } = await run({ n: 'secret' }, { n: 'secret' }, { input: 'off', output: 'enforce' });
  expect(result).toBeInstanceOf(ContractOutputViolation);
  expect(entries).toMatchObject([{ direction: 'output' }]);
});
