import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { columns } from '../columns.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { duration } from '../duration.ts';
import { printJson, urlOf } from '../surroundings.ts';

export const executionsHistory = defineCommand({
  name: 'executions history',
  summary: 'print every event of an execution',
  positionals: ['NAME|ARN'],
  options: PORT_OPTION,
  async run({ values, positionals: [nameOrArn = ''], terminal }) {
    const { stepFunctions } = await import('../step-functions.ts');
    const api = stepFunctions(urlOf(values.port), terminal.environment);
    const events = await api.history(await api.find(nameOrArn));
    if (values.json === true) printJson(terminal, { events });
    else {
      const header = ['ID', 'AFTER', 'EVENT', 'STATE', 'BEFORE'].map((cell) => terminal.style('bold', cell));
      const start = events[0]?.timestamp?.getTime() ?? 0;
      terminal.out(columns([header, ...events.map((event) => row(event, start))]));
    }
    return 0;
  },
});

function row(event: HistoryEvent, start: number): string[] {
  const { id, previousEventId, type = '', timestamp } = event;
  const after = duration((timestamp?.getTime() ?? start) - start);
  const state = event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name ?? '';
  return [String(id), after, type, state, String(previousEventId)];
}
