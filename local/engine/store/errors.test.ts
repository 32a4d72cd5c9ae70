import { expect, test } from 'vitest';
import { StoreError, StoreTooNewError, StoreUnavailableError, StoreUnreadableError } from './index.ts';

test.each([
  [new StoreUnavailableError('engine.db: disk full'), 'StoreUnavailableError', 'STORE_UNAVAILABLE'],
  [new StoreTooNewError('engine.db', 9, 1), 'StoreTooNewError', 'STORE_TOO_NEW'],
  [new StoreUnreadableError('engine.db: no database'), 'StoreUnreadableError', 'STORE_UNREADABLE'],
])('store errors - %s has its name, its code and says which file', (error, name, code) => {
  expect(error).toBeInstanceOf(StoreError);
  expect([error.name, error.code]).toEqual([name, code]);
  expect(error.message).toContain('engine.db');
});
