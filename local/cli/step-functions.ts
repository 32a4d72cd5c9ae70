import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type ExecutionListItem,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SFNClient,
  type StateMachineListItem,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CommandError, NotFoundError, NotRunningError } from './errors.ts';

/** What the commands ask of the Step Functions API, and of nothing else: an execution is an execution wherever it runs. */
export type StepFunctions = {
  /** Newest first. */
  readonly list: (query: ExecutionQuery) => Promise<readonly ExecutionListItem[]>;
  readonly describe: (executionArn: string) => Promise<DescribeExecutionCommandOutput>;
  /** All events, in order. */
  readonly history: (executionArn: string) => Promise<readonly HistoryEvent[]>;
  /** The ARN of an execution that is called so, or the ARN itself. Throws `NotFoundError`. */
  readonly find: (nameOrArn: string) => Promise<string>;
  /** When it was stopped. */
  readonly stop: (executionArn: string, why: Why) => Promise<Date | undefined>;
  /** When it went on. Throws `CommandError` for one that did not fail. */
  readonly redrive: (executionArn: string) => Promise<Date | undefined>;
};

type Why = { readonly error: string | undefined; readonly cause: string | undefined };

export type ExecutionQuery = {
  readonly workflow?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly limit: number;
};

/** The most that one page of the API holds. */
const PAGE_SIZE = 1_000;

export function stepFunctions(url: string, environment: Readonly<Record<string, string | undefined>>): StepFunctions {
  // Nobody checks the signature, but without one the SDK sends nothing.
  const client = new SFNClient({
    ...{ endpoint: url, region: environment.AWS_REGION ?? 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    list: (query) => asked(url, () => list(client, query)),
    describe: (executionArn) => asked(url, () => client.send(new DescribeExecutionCommand({ executionArn }))),
    history: (executionArn) => asked(url, () => history(client, executionArn)),
    find: (nameOrArn) => asked(url, () => find(client, nameOrArn)),
    stop: (executionArn, why) =>
      asked(url, async () => (await client.send(new StopExecutionCommand({ executionArn, ...why }))).stopDate),
    redrive: (executionArn) =>
      asked(url, async () => (await client.send(new RedriveExecutionCommand({ executionArn }))).redriveDate),
  };
}

async function asked<T>(url: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw translate(url, error);
  }
}

function translate(url: string, error: unknown): unknown {
  if (error instanceof CommandError || !(error instanceof Error)) return error;
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  if (metadata?.httpStatusCode === undefined) return new NotRunningError(url, { cause: error });
  const advice = '`baton executions list` shows what there is.';
  return error.name === 'ExecutionDoesNotExist' || error.name === 'InvalidArn'
    ? new NotFoundError(error.message, { advice, cause: error })
    : new CommandError(`${error.name}: ${error.message}`, { advice, cause: error });
}

async function list(client: SFNClient, { workflow, status, limit }: ExecutionQuery) {
  const machines = await listMachines(client);
  const wanted = machines.filter(({ name }) => workflow === undefined || name === workflow);
  if (workflow !== undefined && wanted.length === 0) {
    const names = machines.map(({ name }) => name).join(', ');
    throw new NotFoundError(`there is no workflow ${workflow}`, { advice: `There are: ${names}.` });
  }
  const lists = await Promise.all(wanted.map((machine) => listOf(client, machine, status, limit)));
  return lists.flat().sort(newestFirst).slice(0, limit);
}

async function listMachines(client: SFNClient): Promise<readonly StateMachineListItem[]> {
  const machines: StateMachineListItem[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListStateMachinesCommand({ maxResults: PAGE_SIZE, nextToken }));
    machines.push(...(page.stateMachines ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return machines;
}

async function listOf(
  client: SFNClient,
  { stateMachineArn }: StateMachineListItem,
  statusFilter: ExecutionStatus | undefined,
  limit: number,
): Promise<readonly ExecutionListItem[]> {
  const found: ExecutionListItem[] = [];
  let nextToken: string | undefined;
  do {
    const maxResults = Math.min(PAGE_SIZE, limit - found.length);
    const input = { stateMachineArn, statusFilter, maxResults, nextToken };
    const page = await client.send(new ListExecutionsCommand(input));
    found.push(...(page.executions ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && found.length < limit);
  return found;
}

async function history(client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const input = { executionArn, maxResults: PAGE_SIZE, includeExecutionData: true, nextToken };
    const page = await client.send(new GetExecutionHistoryCommand(input));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** An execution's ARN follows from the state machine's: no list is searched. */
async function find(client: SFNClient, nameOrArn: string): Promise<string> {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  for (const { stateMachineArn = '' } of await listMachines(client)) {
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${nameOrArn}`;
    if (await exists(client, executionArn)) return executionArn;
  }
  throw new NotFoundError(`there is no execution ${nameOrArn}`, {
    advice: '`baton executions list` shows what there is.',
  });
}

async function exists(client: SFNClient, executionArn: string): Promise<boolean> {
  try {
    await client.send(new DescribeExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
    throw error;
  }
}

const newestFirst = (one: ExecutionListItem, other: ExecutionListItem): number =>
  (other.startDate?.getTime() ?? 0) - (one.startDate?.getTime() ?? 0);
