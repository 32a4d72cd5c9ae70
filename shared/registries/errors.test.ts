import { expect, test } from 'vitest';
import { RegistryError, SystemicRegistryError, TransientRegistryError } from './errors.ts';

const errors: readonly (readonly [RegistryError, name: string, code: string])[] = [
  [new TransientRegistryError('x'), 'Registry.Transient', 'REGISTRY_TRANSIENT'],
  [new SystemicRegistryError('x'), 'Registry.Systemic', 'REGISTRY_SYSTEMIC'],
];

test.each(errors)('registry errors - callers tell them apart: %s', (error, name, code) => {
  expect(error).toBeInstanceOf(RegistryError);
  expect([error.name, error.code]).toEqual([name, code]);
});
