import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/**
 * A script as a user would write one: the endpoint, region and keys come from the environment alone. Takes a state
 * machine's name, an execution's name and its input; prints what it found as JSON.
 */
const [, , machineName, name, input] = process.argv;
const client = new SFNClient();

const { stateMachines = [] } = await client.send(new ListStateMachinesCommand());
const stateMachineArn = stateMachines.find((machine) => machine.name === machineName)?.stateMachineArn;
const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));

let described = await client.send(new DescribeExecutionCommand({ executionArn }));
while (described.status === 'RUNNING') {
  await pause(100);
  described = await client.send(new DescribeExecutionCommand({ executionArn }));
}

const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));

console.log(
  JSON.stringify({
    machines: stateMachines.map((machine) => machine.name),
    status: described.status,
    output: described.output,
    startedAtIsADate: described.startDate instanceof Date,
    firstEvent: events[0]?.type,
    lastEvent: events.at(-1)?.type,
    listed: executions.some((execution) => execution.name === name),
  }),
);
