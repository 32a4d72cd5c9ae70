import { expect, test } from 'vitest';
import {
  HandedBackError,
  IngressConfigurationError,
  IngressError,
  MalformedEventError,
  SystemicError,
  TransientStartError,
} from './errors.ts';

const errors: readonly (readonly [IngressError, name: string, code: string])[] = [
  [new MalformedEventError('records', 'an object'), 'Ingress.MalformedEvent', 'INGRESS_MALFORMED_EVENT'],
  [new IngressConfigurationError('unset'), 'Ingress.Configuration', 'INGRESS_CONFIGURATION'],
  [new SystemicError('refused'), 'Ingress.Systemic', 'INGRESS_SYSTEMIC'],
  [new HandedBackError('busy'), 'Ingress.HandedBack', 'INGRESS_HANDED_BACK'],
  [new TransientStartError('throttled'), 'Ingress.TransientStart', 'INGRESS_TRANSIENT_START'],
];

test.each(errors)('ingress errors - %s', (error, name, code) => {
  expect(error).toBeInstanceOf(IngressError);
  expect([error.name, error.code]).toEqual([name, code]);
});
