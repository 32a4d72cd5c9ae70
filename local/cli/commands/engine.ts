import { resolve } from 'node:path';
import { defineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { portOf, printJsonLine } from '../surroundings.ts';

export const engine = defineCommand({
  name: 'engine',
  summary: 'run the Step Functions API alone, until Ctrl+C',
  positionals: [],
  options: {
    port: { type: 'string', value: 'PORT', summary: 'where to listen, default 8083; 0: any free one' },
    data: { type: 'string', value: 'DIR', summary: 'the data directory, default: .baton in the project' },
    memory: { type: 'boolean', summary: 'keep everything in memory' },
  },
  async run({ values, terminal }) {
    if (values.memory === true && values.data !== undefined) {
      throw new UsageError('--memory and --data exclude one another', { advice: 'Leave one of them out.' });
    }
    const { startEngine } = await import('../../dev/index.ts');
    const directory = resolve(terminal.directory, values.data ?? resolve(values.root ?? '.', '.baton'));
    const running = await startEngine({
      port: portOf(values.port),
      dataDirectory: values.memory === true ? null : directory,
      environment: terminal.environment,
      complain: (message) => terminal.err(`${message}\n`),
    });
    const where = values.memory === true ? null : directory;
    if (values.json === true) printJsonLine(terminal, { type: 'started', url: running.url, dataDirectory: where });
    else
      terminal.out(
        `The Step Functions API listens on ${terminal.style('cyan', running.url)}, data in ${where ?? 'memory'}\n`,
      );
    if (!terminal.interrupted.aborted) {
      await new Promise((resolve) => terminal.interrupted.addEventListener('abort', resolve, { once: true }));
    }
    await running.close();
    return 0;
  },
});
