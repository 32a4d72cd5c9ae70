// `crash.fixture.ts DATA_FILE PREFIX`: starts executions without end and prints the names of those acknowledged.
import { openEngine } from './index.ts';

const [dataFile = null, prefix = ''] = process.argv.slice(2);
const AT_ONCE = 10;

const host = {
  invoke: (_name: string, payload: string) =>
    Promise.resolve({ payload, functionError: null, requestId: 'r', durationMs: 0 }),
};
const engine = openEngine({ dataFile, host, objects: null, environment: {} });
const task = (way: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f',
  Retry: [{ ErrorEquals: ['Lambda.Unknown'], IntervalSeconds: 1 }],
  ...way,
});
const states = { A: task({ Next: 'B' }), B: task({ Next: 'C' }), C: task({ End: true }) };
const arn = engine.putStateMachine('m', JSON.stringify({ StartAt: 'A', States: states }));

for (let n = 0; ; n += AT_ONCE) {
  const names = Array.from({ length: AT_ONCE }, (_, i) => `${prefix}-${n + i}`);
  await Promise.all(names.map((name) => engine.executions.start(arn, '{}', name)));
  process.stdout.write(`${names.join(' ')}\n`);
}
