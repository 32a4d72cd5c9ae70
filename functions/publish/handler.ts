import middy from '@middy/core';
import { contracts } from '../../generated/contracts.ts';
import { workflowDoors } from '../../generated/triggers.ts';
import { logTelemetry } from '../../shared/telemetry/index.ts';
import { publisherFromEnvironment } from '../../shared/transports/index.ts';
import { createPublish } from './publish.ts';

export const handler = middy(
  createPublish({
    doors: Object.values(workflowDoors),
    registry: contracts,
    publisher: publisherFromEnvironment(process.env),
    telemetry: logTelemetry(),
  }),
);
