import middy from '@middy/core';
import { contracts } from '../../generated/contracts.ts';
import { logTelemetry } from '../../shared/telemetry/index.ts';
import { createValidate } from './validate.ts';

export const handler = middy(createValidate({ registry: contracts, telemetry: logTelemetry() }));
