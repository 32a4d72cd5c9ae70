import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { runCaptured } from './run-captured.fixture.ts';

/** Runs a command line where nothing listens. */
const runWords = (...words: readonly string[]) => runCaptured(words, '/nowhere');

const misuses: readonly (readonly [words: string, what: string, advice: string])[] = [
  ['sned', 'there is no command sned', 'Did you mean send?'],
  ['executions', 'baton executions wants one word more', 'baton executions list'],
  ['executions lst', 'there is no baton executions lst', 'baton executions list'],
  ['topics --prot 1', 'baton topics has no option --prot', 'Did you mean --port?'],
  ['topics --port', '--port wants a value', 'Write --port PORT.'],
  ['topics --port x', '--port x is no whole number between 0 and 65535', 'Write for example --port 8083.'],
  ['topics --json=1', '--json takes no value', 'Write --json alone'],
  ['topics again', 'baton topics does not know what to do with again', 'Usage: baton topics [options]'],
  ['tail', 'baton tail wants TOPIC', 'Usage: baton tail TOPIC [options]'],
  ['send t', 'baton send wants one value', 'Give one of --value, --file and --ndjson.'],
  ['send t --value 1 --header x', 'x is no header', 'Write --header NAME=VALUE.'],
  ['executions show', 'baton executions show wants one execution', '--record TOPIC/PARTITION/OFFSET'],
  ['executions list --status odd', 'odd is no status', 'RUNNING, SUCCEEDED'],
  ['dlq show here', 'here is no place of a record', 'TOPIC/PARTITION/OFFSET'],
  ['engine --memory --data x', '--memory and --data exclude one another', 'Leave one of them out.'],
  ['dev --time-scale 0', '--time-scale 0 is no number above 0', '--time-scale 60'],
  ['schema export', 'no schema registry is named', 'Give --registry URL'],
  ['schema import --registry http://r --as x', '--as names one subject', 'SUBJECT --as NAME'],
];

test.each(misuses)('cli - wrong use is exit 2, what and what to do: baton %s', async (words, what, advice) => {
  const { exitCode, out, err } = await runWords(...words.split(' '));
  const [first, second, ...rest] = err.split('\n');
  expect([exitCode, out, first, rest]).toEqual([2, '', `error: ${what}`, ['']]);
  expect(second).toContain(advice);
});

const talking = [
  'topics',
  'tail t',
  'executions list',
  'executions show e',
  'dlq list',
  'dlq show t/0/0',
  'send t --value 1',
];

test.each(talking)('cli - where nothing listens it says how to start it: baton %s', async (words) => {
  expect(await runWords(...words.split(' '), '--port', '1')).toEqual({
    exitCode: 1,
    out: '',
    err: 'error: nothing answers on http://127.0.0.1:1\nStart it with `baton dev`, or say with --port where it listens.\n',
  });
});

test('cli - a failure of the value is exit 1', async () => {
  expect(await runWords('send', 't', '--value', '{')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('the value is no JSON'),
  });
  expect(await runWords('send', 't', '--file', 'no-such-file')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('/nowhere/no-such-file cannot be read'),
  });
});

test('cli - a stack is shown with --debug alone', async () => {
  expect((await runWords('topics', '--port', '1')).err).not.toContain(' at ');
  expect((await runWords('topics', '--port', '1', '--debug')).err).toContain('\n    at ');
});

test('cli - help lists every command, and of one command every option', async () => {
  const { exitCode, out } = await runWords('--help');
  expect(exitCode).toBe(0);
  for (const { name } of COMMANDS) expect(out).toContain(`  ${name}`);
  const dev = await runWords('dev', '--help');
  expect(dev.exitCode).toBe(0);
  for (const option of ['--samples', '--once', '--port', '--data', '--root', '--kafka', '--time-scale', '--timeout']) {
    expect(dev.out).toContain(`  ${option}`);
  }
  expect((await runWords()).exitCode).toBe(2);
});

test('cli - env prints what a shell evaluates, and JSON', async () => {
  const { out } = await runWords('env', '--port', '9000');
  expect(out).toContain('export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:9000\n');
  expect(JSON.parse((await runWords('env', '--json')).out)).toMatchObject({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: '000000000000',
    AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:8083',
  });
});
