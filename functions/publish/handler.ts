import middy from '@middy/core';
import { contracts } from '../../generated/contracts.ts';
import { workflowDoors } from '../../generated/triggers.ts';
import { registriesFromEnvironment } from '../../shared/registries/index.ts';
import { logTelemetry } from '../../shared/telemetry/index.ts';
import { publisherFromEnvironment } from '../../shared/transports/index.ts';
import { createPublish } from './publish.ts';

export const handler = middy(
  createPublish({
    doors: Object.values(workflowDoors),
    registry: contracts,
    registries: registriesFromEnvironment(process.env),
    publisher: publisherFromEnvironment(process.env),
    telemetry: logTelemetry(),
  }),
);
