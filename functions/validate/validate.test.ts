import { expect, test } from 'vitest';
import type { Contract } from '../../shared/contracts/index.ts';
import { ValidateInputError } from './errors.ts';
import { parseValidateInput } from './event.ts';
import { createValidate } from './validate.ts';

/** A contract that takes whole numbers, and says in which direction it was asked. */
const whole: Contract = {
  id: 'number.whole@1',
  fingerprint: 'f1',
  validate: (value, direction) =>
    Number.isInteger(value)
      ? []
      : [{ pointer: '', rule: 'type', expected: `integer ${direction}`, found: typeof value }],
};
const violation = { pointer: '', rule: 'type', expected: 'integer input', found: 'string' };

function setUp() {
  const said: unknown[] = [];
  const validate = createValidate({
    registry: { [whole.id]: async () => whole },
    telemetry: { audit: (...line) => said.push(line), count: (...line) => said.push(line) },
  });
  return { validate, said };
}

test('validate - sorts a list by what fits, and says where the others stood', async () => {
  const { validate } = setUp();
  expect(await validate({ contract: 'number.whole@1', items: [1, 'secret', 2] })).toEqual({
    valid: [1, 2],
    invalid: [{ index: 1, violations: [violation] }],
  });
});

test('validate - a single value is a list of one, null too', async () => {
  const { validate } = setUp();
  expect(await validate({ contract: 'number.whole@1', value: 7 })).toEqual({ valid: [7], invalid: [] });
  expect(await validate({ contract: 'number.whole@1', value: null })).toMatchObject({
    valid: [],
    invalid: [{ index: 0 }],
  });
});

test('validate - raises when asked to, and says where in the list', async () => {
  const { validate } = setUp();
  const request = { contract: 'number.whole@1', onInvalid: 'raise' };
  await expect(validate({ ...request, items: [1, 'secret'] })).rejects.toMatchObject({
    name: 'Contract.InputViolation',
    message: expect.not.stringContaining('secret'),
    violations: [{ ...violation, pointer: '/1' }],
  });
  await expect(validate({ ...request, value: 'secret' })).rejects.toMatchObject({ violations: [violation] });
  expect(await validate({ ...request, items: [1] })).toEqual({ valid: [1], invalid: [] });
});

test('validate - raises with a bounded number of violations', async () => {
  const items = Array.from({ length: 100 }, () => 'secret');
  const raising = setUp().validate({ contract: 'number.whole@1', onInvalid: 'raise', items });
  await expect(raising).rejects.toMatchObject({ violations: { length: 20 } });
});

test('validate - checks what leaves as closed when asked to', async () => {
  const { validate } = setUp();
  expect(await validate({ contract: 'number.whole@1', value: 'x', direction: 'output' })).toMatchObject({
    invalid: [{ violations: [{ expected: 'integer output' }] }],
  });
});

test('validate - what leaves raises as an output', async () => {
  const raising = setUp().validate({
    ...{ contract: 'number.whole@1', onInvalid: 'raise', direction: 'output', value: 'secret' },
  });
  await expect(raising).rejects.toMatchObject({ name: 'Contract.OutputViolation' });
});

test('validate - says what it checked before it raises', async () => {
  const { validate, said } = setUp();
  const request = { contract: 'number.whole@1', onInvalid: 'raise', direction: 'output', state: 'Sum' };
  await expect(validate({ ...request, value: 'secret' })).rejects.toMatchObject({ name: 'Contract.OutputViolation' });
  expect(said).toMatchObject([
    ['values checked', { contract: 'number.whole@1', direction: 'output', state: 'Sum', invalid: 1 }],
    [{ ContractViolations: 1 }, { subject: 'number.whole', direction: 'output', state: 'Sum' }],
  ]);
});

test('validate - says which state asked, where it is told', async () => {
  const { validate, said } = setUp();
  const caller = { workflow: 'count', execution: 'arn:e1', state: 'Sum' };
  await validate({ contract: 'number.whole@1', value: 'secret', ...caller });
  const checked = { contract: 'number.whole@1', fingerprint: 'f1', direction: 'input', valid: 0, invalid: 1 };
  const dimensions = { subject: 'number.whole', version: '1', direction: 'input', workflow: 'count', state: 'Sum' };
  expect(said).toEqual([
    ['values checked', { ...caller, ...checked }],
    [{ ContractViolations: 1 }, dimensions],
  ]);
});

test('validate - says what it checked, and never with which value', async () => {
  const { validate, said } = setUp();
  await validate({ contract: 'number.whole@1', items: [1, 'secret'] });
  expect(said).toEqual([
    ['values checked', { contract: 'number.whole@1', fingerprint: 'f1', direction: 'input', valid: 1, invalid: 1 }],
    [{ ContractViolations: 1 }, { subject: 'number.whole', version: '1', direction: 'input' }],
  ]);
});

test('validate - an unknown contract is told by name', async () => {
  await expect(setUp().validate({ contract: 'order.created@9', value: 1 })).rejects.toMatchObject({
    name: 'Validate.UnknownContract',
    message: expect.stringContaining('order.created@9'),
  });
});

const faulty: readonly (readonly [input: unknown, said: string])[] = [
  [null, 'The input is not an object'],
  [{ items: [] }, '`contract` is no `subject@version`'],
  [{ contract: 'order', items: [] }, '`contract` is no `subject@version`'],
  [{ contract: 'order@1' }, 'Pass either `items` or `value`'],
  [{ contract: 'order@1', items: [], value: 1 }, 'Pass either `items` or `value`'],
  [{ contract: 'order@1', items: {} }, '`items` is not a list'],
  [{ contract: 'order@1', items: [], onInvalid: 'ignore' }, '`onInvalid` is none of answer, raise'],
  [{ contract: 'order@1', items: [], state: 7 }, '`state` is no string'],
  [{ contract: 'order@1', items: [], direction: 'up' }, '`direction` is none of input, output'],
];

test.each(faulty)('validate - refuse %j', (input, said) => {
  expect(() => parseValidateInput(input)).toThrow(ValidateInputError);
  expect(() => parseValidateInput(input)).toThrow(said);
});
