import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runRulePage } from './rule-page.fixture.ts';

const PAGE = readFileSync(new URL('../../../docs/contracts.md', import.meta.url), 'utf8');

const FILES = new Map(
  [...PAGE.matchAll(/^```\w+ (schemas\/\S+)\n(.*?)^```$/gms)].map(([, path = '', text = '']) => [path, text]),
);
const COMMANDS = [...PAGE.matchAll(/^npx baton (.*)$/gm)].map(([, words = '']) => words.split(' '));
const OUTPUTS = [...PAGE.matchAll(/^```text\n(.*?)^```$/gms)].map(([, text = '']) => text);

const runOn = (files: ReadonlyMap<string, string>, command: readonly string[]) =>
  runRulePage({ title: '', merged: new Map(), written: files, command, output: '' });

test('contracts page - every command does what it says', async () => {
  expect(FILES.size).toBe(3);
  expect(COMMANDS.map(([, word]) => word)).toEqual(['new', 'check', 'list', 'show', 'diff']);
  for (const command of COMMANDS) {
    const files = command[1] === 'new' ? new Map<string, string>() : FILES;
    expect([command, (await runOn(files, command)).exitCode]).toEqual([command, command[1] === 'check' ? 1 : 0]);
  }
});

test('contracts page - the check and the diff print what it shows', async () => {
  const [check = '', diff = ''] = OUTPUTS;
  expect((await runOn(FILES, ['schema', 'check'])).out).toBe(check);
  expect((await runOn(FILES, ['schema', 'diff', 'order.created@1', 'order.created@2'])).out).toBe(diff);
});
