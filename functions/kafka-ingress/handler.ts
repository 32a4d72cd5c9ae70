import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { contracts } from '../../generated/contracts.ts';
import { workflowDoors } from '../../generated/triggers.ts';
import { registriesFromEnvironment } from '../../shared/registries/index.ts';
import { logTelemetry } from '../../shared/telemetry/index.ts';
import { publisherFromEnvironment } from '../../shared/transports/index.ts';
import { contractsOf, doorsOf } from './generated.ts';
import { createKafkaIngress } from './kafka-ingress.ts';
import { settingsOf } from './settings.ts';
import { stateMachineStarter } from './state-machine-starter.ts';

const { workflow, stateMachineArn, topicIds } = settingsOf(process.env);
const doors = doorsOf(workflow, workflowDoors);

/** Answers within the time that Lambda's pollers leave; retries are decided by the ingress function itself. */
const client = new SFNClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } });

export const handler = middy(
  createKafkaIngress({
    doors,
    contracts: await contractsOf(doors, contracts),
    registries: registriesFromEnvironment(process.env),
    starter: stateMachineStarter(client, { arn: stateMachineArn, findsClashes: topicIds !== null }),
    publisher: publisherFromEnvironment(process.env),
    telemetry: logTelemetry(),
    topicIds: topicIds ?? {},
    digest: (text) => hash('sha256', text),
    sleep,
    random: Math.random,
  }),
);
