import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, ROLE, type Served, serve } from './served.fixture.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

/** A state machine with two versions: the first gives 1, the second 2. */
async function twoVersions(): Promise<string> {
  const stateMachineArn = await served.create('orders', passing(1));
  await served.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
  const definition = JSON.stringify(passing(2));
  await served.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition, publish: true }));
  return stateMachineArn;
}

const route = (stateMachineVersionArn: string, weight = 100) => ({ stateMachineVersionArn, weight });

async function outputOf(stateMachineArn: string): Promise<string | undefined> {
  const { executionArn = '' } = await served.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  return (await served.ended(executionArn)).output;
}

test('versions - a revision is published once, under numbers that are never used again', async () => {
  const stateMachineArn = await twoVersions();
  const publish = (more = {}) => served.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, ...more }));
  expect((await publish()).stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
  await served.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${stateMachineArn}:2` }));
  await served.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${stateMachineArn}:2` }));
  expect((await publish()).stateMachineVersionArn).toBe(`${stateMachineArn}:3`);
  const first = await served.sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn, maxResults: 1 }));
  expect(first.stateMachineVersions).toMatchObject([{ stateMachineVersionArn: `${stateMachineArn}:3` }]);
  const { nextToken } = first;
  const rest = await served.sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn, nextToken }));
  expect(rest.stateMachineVersions).toMatchObject([{ stateMachineVersionArn: `${stateMachineArn}:1` }]);
  expect(rest.nextToken).toBeUndefined();
});

test('versions - a history begins with the version and the alias that it was started by', async () => {
  const stateMachineArn = await twoVersions();
  const first = `${stateMachineArn}:1`;
  const alias = { name: 'live', routingConfiguration: [route(first)] };
  await served.sfn.send(new CreateStateMachineAliasCommand(alias));
  const beginningOf = async (arn: string) => {
    const { executionArn = '' } = await served.sfn.send(new StartExecutionCommand({ stateMachineArn: arn }));
    await served.ended(executionArn);
    const { events } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }));
    return events?.[0]?.executionStartedEventDetails;
  };
  const unqualified = { input: '{}', inputDetails: { truncated: false }, roleArn: ROLE };
  expect(await beginningOf(stateMachineArn)).toEqual(unqualified);
  expect(await beginningOf(first)).toEqual({ ...unqualified, stateMachineVersionArn: first });
  expect(await beginningOf(`${stateMachineArn}:live`)).toEqual({
    ...unqualified,
    ...{ stateMachineVersionArn: first, stateMachineAliasArn: `${stateMachineArn}:live` },
  });
});

test('versions - publishing can name the revision that it means', async () => {
  const stateMachineArn = await served.create('orders', passing(1));
  const publish = (revisionId: string) =>
    served.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, revisionId }));
  await expect(publish('another')).rejects.toMatchObject({
    name: 'ConflictException',
    message:
      'Failed to publish the State Machine version for revision another. The current State Machine revision is INITIAL.',
  });
  expect((await publish('INITIAL')).stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
});

test('versions - one is shown with its own definition and description, and cannot be changed or tagged', async () => {
  const { sfn } = served;
  const definition = JSON.stringify(passing(1));
  const request = { name: 'orders', definition, roleArn: ROLE };
  await expect(sfn.send(new CreateStateMachineCommand({ ...request, versionDescription: 'x' }))).rejects.toMatchObject({
    message: 'Version description can only be set when publish is true',
  });
  const created = await sfn.send(
    new CreateStateMachineCommand({ ...request, publish: true, versionDescription: 'first' }),
  );
  const { stateMachineArn = '', stateMachineVersionArn = '' } = created;
  expect(stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(passing(2)) }));
  const shown = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: stateMachineVersionArn }));
  expect(shown).toMatchObject({ stateMachineArn: stateMachineVersionArn, definition, description: 'first' });
  const update = new UpdateStateMachineCommand({ stateMachineArn: stateMachineVersionArn, definition });
  await expect(sfn.send(update)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  const tag = new TagResourceCommand({ resourceArn: stateMachineVersionArn, tags: [{ key: 'a', value: 'b' }] });
  await expect(sfn.send(tag)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('versions - an execution that is started by one keeps to it, and is listed under it', async () => {
  const arn = await twoVersions();
  expect([await outputOf(`${arn}:1`), await outputOf(`${arn}:2`), await outputOf(arn)]).toEqual(['1', '2', '2']);
  const listed = await served.sfn.send(new ListExecutionsCommand({ stateMachineArn: `${arn}:1` }));
  expect(listed.executions).toMatchObject([{ stateMachineArn: arn, stateMachineVersionArn: `${arn}:1` }]);
  for (const missing of [`${arn}:9`, `${arn}:NONE`]) {
    await expect(outputOf(missing)).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${missing}'`,
    });
  }
});

test('aliases - one leads to its versions by weight, is shown by executions, and can be led elsewhere', async () => {
  const { sfn } = served;
  const arn = await twoVersions();
  const alias = { name: 'live', routingConfiguration: [route(`${arn}:1`)] };
  const { stateMachineAliasArn = '' } = await sfn.send(new CreateStateMachineAliasCommand(alias));
  expect(stateMachineAliasArn).toBe(`${arn}:live`);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }));
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    ...{ stateMachineArn: arn, stateMachineAliasArn, stateMachineVersionArn: `${arn}:1` },
  });
  expect(await outputOf(stateMachineAliasArn)).toBe('1');
  const routingConfiguration = [route(`${arn}:1`, 0), route(`${arn}:2`)];
  await sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }));
  expect(await outputOf(stateMachineAliasArn)).toBe('2');
  expect(await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
    ...{ name: 'live', stateMachineAliasArn, routingConfiguration },
  });
  const listed = await sfn.send(new ListExecutionsCommand({ stateMachineArn: stateMachineAliasArn }));
  expect(listed.executions).toHaveLength(3);
});

test('aliases - the same again is no error, another under its name is, and a version in use stays', async () => {
  const { sfn } = served;
  const arn = await twoVersions();
  const create = (more = {}) =>
    sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: [route(`${arn}:1`)], ...more }));
  const first = await create();
  expect((await create()).creationDate).toEqual(first.creationDate);
  await expect(create({ description: 'other' })).rejects.toMatchObject({ name: 'ConflictException' });
  await create({ name: 'beta', routingConfiguration: [route(`${arn}:2`)] });
  const remove = () => sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` }));
  await expect(remove()).rejects.toThrow(
    'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
  );
  const names = async (stateMachineArn: string) => {
    const listed = await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }));
    return listed.stateMachineAliases?.map(({ stateMachineAliasArn = '' }) => stateMachineAliasArn.split(':').at(-1));
  };
  expect(await names(arn)).toEqual(['beta', 'live']);
  expect(await names(`${arn}:1`)).toEqual(['live']);
  for (let again = 0; again < 2; again++) {
    await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` }));
  }
  await remove();
  const describe = new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` });
  await expect(sfn.send(describe)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('aliases - routes that make no sense are refused with the reason', async () => {
  const arn = await twoVersions();
  const refused = (name: string, ...routingConfiguration: ReturnType<typeof route>[]) =>
    expect(served.sfn.send(new CreateStateMachineAliasCommand({ name, routingConfiguration }))).rejects;
  await refused('7', route(`${arn}:1`)).toThrow(
    "1 validation error detected: Value '7' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern",
  );
  await refused('a', route(`${arn}:1`, 101)).toThrow(
    "Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
  );
  await refused('a', route(`${arn}:1`, 50)).toThrow(
    'Sum of routing configuration weights must equal 100. Received: [50]',
  );
  await refused('a', route(`${arn}:1`, 50), route(`${arn}:1`, 50)).toThrow(
    `Routing configuration must contain distinct state machine version ARNs. Received: [${arn}:1, ${arn}:1]`,
  );
  await refused('a', route(arn)).toThrow(
    `Routing configuration must contain state machine version ARNs. Received: [${arn}]`,
  );
});
