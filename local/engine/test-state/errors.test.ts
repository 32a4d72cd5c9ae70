import { expect, test } from 'vitest';
import { testRefusal } from './errors.ts';

test.each(Object.entries(testRefusal))('test state errors - %s is refused with a code of AWS', (_reason, refusal) => {
  const { name, code } = (refusal as (...about: string[]) => Error & { code: string })('a', 'b');
  expect(name).toBe('RequestRefusedError');
  expect(['ValidationException', 'InvalidDefinition']).toContain(code);
});
