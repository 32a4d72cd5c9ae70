import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES, type RuleId } from '../../../checker/index.ts';
import { parseRulePage, runRulePage } from './rule-page.fixture.ts';

const FOLDER = new URL('../../../docs/rules/', import.meta.url);

test('rule pages - every rule has one, and there is no other', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(
    Object.keys(RULES)
      .map((id) => `${id}.md`)
      .sort(),
  );
});

test('rule pages - the overview names every rule with its law', () => {
  const overview = readFileSync(new URL('README.md', FOLDER), 'utf8');
  for (const [id, { law, severity }] of Object.entries(RULES)) {
    expect(overview.replaceAll(/ {2,}/g, ' ')).toContain(`| [${id}](${id}.md) | ${severity} | ${law} |`);
  }
});

test.each(Object.keys(RULES) as RuleId[])(
  'rule page %s - its example fires it, and prints what the page says',
  async (id) => {
    const markdown = readFileSync(new URL(`${id}.md`, FOLDER), 'utf8');
    const page = parseRulePage(markdown);
    expect(page.title).toBe(id);
    expect(markdown).toContain(RULES[id].law);
    const { exitCode, out } = await runRulePage(page);
    expect(out).toContain(` ${id}\n`);
    expect(out).toBe(page.output);
    expect(exitCode).toBe(1);
  },
);
