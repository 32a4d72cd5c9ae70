import type { RecordView } from '../../dev/index.ts';
import type { Printed } from '../../host/index.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { NotFoundError, UsageError } from '../errors.ts';
import { executionStates } from '../execution-states.ts';
import { type LocalApi, localApi } from '../local-api.ts';
import { parseRecordPlace, placeText } from '../record-place.ts';
import { type ExecutionReport, renderExecution } from '../render-execution.ts';
import { printJson, urlOf } from '../surroundings.ts';

/** Answers "did it work, and if not, where?" */
export const executionsShow = defineCommand({
  name: 'executions show',
  summary: 'show what became of an execution: states, retries, and where it failed and why',
  positionals: ['[NAME|ARN]'],
  options: {
    ...PORT_OPTION,
    record: { type: 'string', value: 'TOPIC/PARTITION/OFFSET', summary: 'the execution that this record started' },
  },
  async run({ values, positionals: [nameOrArn], terminal }) {
    const { stepFunctions } = await import('../step-functions.ts');
    const url = urlOf(values.port);
    const api = stepFunctions(url, terminal.environment);
    const local = localApi(url);
    const executionArn = await api.find(await chosen(local, nameOrArn, values.record));
    const [execution, history] = await Promise.all([api.describe(executionArn), api.history(executionArn)]);
    const states = executionStates(history, execution.status === 'RUNNING');
    const report: ExecutionReport = { execution: facts(execution), states, ...(await localFacts(local, executionArn)) };
    if (values.json === true) printJson(terminal, report);
    else terminal.out(renderExecution(report, terminal.style));
    return 0;
  },
});

async function chosen(local: LocalApi, nameOrArn: string | undefined, place: string | undefined): Promise<string> {
  if ((nameOrArn === undefined) === (place === undefined)) {
    throw new UsageError('baton executions show wants one execution', {
      advice: 'Give its name or ARN, or the record that started it with --record TOPIC/PARTITION/OFFSET.',
    });
  }
  return nameOrArn ?? executionOfRecord(local, place ?? '');
}

type RecordAnswer = {
  readonly record: RecordView;
  readonly fate: {
    readonly outcome: string;
    readonly executionArn: string | null;
    readonly reason: string | null;
  } | null;
};

async function executionOfRecord(local: LocalApi, text: string): Promise<string> {
  const place = parseRecordPlace(text);
  const path = `/topics/${encodeURIComponent(place.topic)}/partitions/${place.partition}/records/${place.offset}`;
  const { fate } = await local.get<RecordAnswer>(path);
  if (fate?.executionArn) return fate.executionArn;
  const what = fate === null ? 'was not handled yet' : `started no execution: it was ${fate.outcome}`;
  throw new NotFoundError(`${placeText(place)} ${what}`, {
    advice: fate?.reason ?? 'Look again in a moment; `baton topics` says which topics start workflows.',
  });
}

function facts(execution: ExecutionReport['execution']): ExecutionReport['execution'] {
  const { executionArn, stateMachineArn, name, status, startDate, stopDate, input, output, error, cause } = execution;
  return { executionArn, stateMachineArn, name, status, startDate, stopDate, input, output, error, cause };
}

/** What only a Baton on this machine knows. */
async function localFacts(
  local: LocalApi,
  executionArn: string,
): Promise<Pick<ExecutionReport, 'records' | 'printed'>> {
  const path = `/executions/${encodeURIComponent(executionArn)}`;
  const [{ records }, { printed }] = await Promise.all([
    local.get<Pick<ExecutionReport, 'records'>>(`${path}/records`),
    local.get<{ printed: readonly Printed[] }>(`${path}/printed`),
  ]);
  return { records, printed };
}
