import type { ExecutionListItem, ExecutionStatus } from '@aws-sdk/client-sfn';
import { columns } from '../columns.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { duration } from '../duration.ts';
import { UsageError } from '../errors.ts';
import { wholeNumber } from '../parse-arguments.ts';
import { statusMark } from '../status-mark.ts';
import { printJson, urlOf } from '../surroundings.ts';
import type { Style } from '../terminal.ts';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
const MAX_LISTED = 100_000;
const DEFAULT_LISTED = 20;

export const executionsList = defineCommand({
  name: 'executions list',
  summary: 'list executions, newest first',
  positionals: [],
  options: {
    ...PORT_OPTION,
    workflow: { type: 'string', value: 'NAME', summary: 'of this workflow alone' },
    status: { type: 'string', value: 'STATUS', summary: STATUSES.join(', ') },
    limit: { type: 'string', value: 'N', summary: `so many at most, default ${DEFAULT_LISTED}` },
  },
  async run({ values, terminal }) {
    const { stepFunctions } = await import('../step-functions.ts');
    const executions = await stepFunctions(urlOf(values.port), terminal.environment).list({
      workflow: values.workflow,
      status: parseStatus(values.status),
      limit: wholeNumber(values.limit, 'limit', { min: 1, max: MAX_LISTED, otherwise: DEFAULT_LISTED }),
    });
    if (values.json === true) printJson(terminal, { executions });
    else if (executions.length === 0) terminal.out('No executions.\n');
    else terminal.out(columns([header(terminal.style), ...executions.map((each) => row(each, terminal.style))]));
    return 0;
  },
});

function parseStatus(text: string | undefined): ExecutionStatus | undefined {
  const status = text?.toUpperCase();
  const known = STATUSES.find((name) => name === status);
  if (known !== undefined || text === undefined) return known;
  throw new UsageError(`${text} is no status`, { advice: `There are: ${STATUSES.join(', ')}.` });
}

const header = (style: Style): string[] =>
  ['', 'EXECUTION', 'WORKFLOW', 'STATUS', 'STARTED', 'DURATION'].map((cell) => style('bold', cell));

function row(execution: ExecutionListItem, style: Style): string[] {
  const { name = '', stateMachineArn = '', status = 'RUNNING', startDate, stopDate } = execution;
  const took = startDate && stopDate ? duration(stopDate.getTime() - startDate.getTime()) : '';
  const workflow = stateMachineArn.split(':').at(-1) ?? '';
  return [statusMark(status, style), name, workflow, status, startDate?.toISOString() ?? '', took];
}
