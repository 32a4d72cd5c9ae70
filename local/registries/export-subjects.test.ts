import { expect, test } from 'vitest';
import type { Subject, SubjectVersion } from '../../project/index.ts';
import { exportSubjects } from './export-subjects.ts';
import { memoryCatalog } from './memory-catalog.fixture.ts';

const version = (number: number, resolved: string) =>
  ({ id: `order.created@${number}`, version: number, language: 'avro', resolved }) as unknown as SubjectVersion;

const subjectOf = (...texts: readonly string[]) =>
  ({
    name: 'order.created',
    compatibility: 'FULL',
    versions: texts.map((text, index) => version(index + 1, text)),
  }) as unknown as Subject;

const options = { dryRun: false, nameOf: (subject: string) => subject };
const outcomes = (rows: readonly { readonly outcome: string }[]) => rows.map(({ outcome }) => outcome);

test('schema export - registers what is missing, from the oldest, with its mode', async () => {
  const catalog = memoryCatalog();
  const subject = subjectOf('"int"', '"long"');
  expect(outcomes(await exportSubjects([subject], catalog, options))).toEqual(['registered', 'registered']);
  expect(catalog.kept.get('order.created')).toEqual({
    mode: 'FULL',
    versions: [
      { language: 'avro', text: '"int"', version: 1 },
      { language: 'avro', text: '"long"', version: 2 },
    ],
  });
  expect(outcomes(await exportSubjects([subject], catalog, options))).toEqual(['unchanged', 'unchanged']);
});

test('schema export - knows a schema that is spelt otherwise', async () => {
  const catalog = memoryCatalog({ 'order.created': [{ version: 4, language: 'avro', text: '{ "type" : "int" }' }] });
  expect(outcomes(await exportSubjects([subjectOf('{"type":"int"}')], catalog, options))).toEqual(['unchanged']);
});

test('schema export - a dry run registers nothing', async () => {
  const catalog = memoryCatalog();
  const rows = await exportSubjects([subjectOf('"int"')], catalog, { ...options, dryRun: true });
  expect(rows).toEqual([{ contract: 'order.created@1', subject: 'order.created', outcome: 'missing', reason: null }]);
  expect(catalog.kept.size).toBe(0);
});

test('schema export - leaves later versions out when one is refused', async () => {
  const catalog = memoryCatalog();
  const rows = await exportSubjects([subjectOf('"int"', '"refused"', '"long"')], catalog, {
    ...options,
    nameOf: () => 'orders.created-value',
  });
  expect(rows.map(({ subject, outcome, reason }) => [subject, outcome, reason])).toEqual([
    ['orders.created-value', 'registered', null],
    ['orders.created-value', 'refused', 'incompatible'],
    ['orders.created-value', 'left out', 'order.created@2 was refused'],
  ]);
});
