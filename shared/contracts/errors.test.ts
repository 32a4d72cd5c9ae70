import { expect, test } from 'vitest';
import type { Contract } from './contract.ts';
import {
  AvroSchemaError,
  ContractDecodeError,
  ContractEncodeError,
  ContractError,
  ContractInputViolation,
  ContractOutputViolation,
} from './errors.ts';

const contract: Contract = { id: 'order.created@2', fingerprint: '', validate: () => [] };
const violation = { pointer: '', rule: 'type', expected: 'object', found: 'string' };

test.each([
  [new ContractDecodeError('not JSON', 'No.'), 'Contract.Undecodable', 'CONTRACT_UNDECODABLE'],
  [new ContractEncodeError(violation), 'Contract.Unencodable', 'CONTRACT_UNENCODABLE'],
  [new AvroSchemaError('No.', { pointer: '/type' }), 'Contract.Schema', 'CONTRACT_SCHEMA'],
  [new ContractInputViolation(contract, [violation]), 'Contract.InputViolation', 'CONTRACT_INPUT_VIOLATION'],
  [new ContractOutputViolation(contract, [violation]), 'Contract.OutputViolation', 'CONTRACT_OUTPUT_VIOLATION'],
])('errors - %s', (error, name, code) => {
  expect(error).toBeInstanceOf(ContractError);
  expect(error).toMatchObject({ name, code });
});
