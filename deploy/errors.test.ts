import { expect, test } from 'vitest';
import {
  BrokenBundleError,
  DeployError,
  LogicalIdClashError,
  StageSettingError,
  UnknownIntegrationError,
  UnknownSubstitutionError,
} from './errors.ts';

const errors = [
  [new DeployError('m'), 'DeployError', 'DEPLOY'],
  [new StageSettingError('m'), 'StageSettingError', 'STAGE_SETTING'],
  [new UnknownIntegrationError('m'), 'UnknownIntegrationError', 'UNKNOWN_INTEGRATION'],
  [new UnknownSubstitutionError('m'), 'UnknownSubstitutionError', 'UNKNOWN_SUBSTITUTION'],
  [new LogicalIdClashError('m'), 'LogicalIdClashError', 'LOGICAL_ID_CLASH'],
  [new BrokenBundleError('m'), 'BrokenBundleError', 'BROKEN_BUNDLE'],
] as const;

test.each(errors)('errors - %s has name %s and code %s', (error, name, code) => {
  expect(error).toBeInstanceOf(DeployError);
  expect(error).toMatchObject({ name, code, message: 'm' });
});
