import { expect, test } from 'vitest';
import type { Compatibility as Mode, Subject, SubjectVersion } from '../../project/index.ts';
import type { ContractId } from '../../shared/contracts/index.ts';
import { checkRules } from '../check-rules.ts';
import type { CheckInput } from './facts.ts';
import { RULES, type RuleId } from './index.ts';

type Schemas = readonly (readonly [language: SubjectVersion['language'], schema: unknown])[];

const avro = (schema: unknown) => ['avro', schema] as const;
const json = (schema: unknown) => ['json-schema', schema] as const;

/** A subject `a.b` of versions in order, from 1. */
function subjectOf(schemas: Schemas, compatibility: Mode = 'BACKWARD', more: Partial<SubjectVersion> = {}): Subject {
  const versions = schemas.map(([language, schema], index): SubjectVersion => {
    const text = JSON.stringify(schema);
    const id: ContractId = `a.b@${index + 1}`;
    return {
      id,
      version: index + 1,
      language,
      path: '',
      text,
      resolved: text,
      references: [],
      deprecatedOn: null,
      ...more,
    };
  });
  return { name: 'a.b', folder: '', owner: 'team', compatibility, since: 1, description: '', versions };
}

/** The rules that fire, with their severities. */
function fired(input: Partial<CheckInput>): string {
  const diagnostics = checkRules({
    subjects: [],
    mistakes: [],
    uses: null,
    history: null,
    today: '2026-11-21',
    compile: () => () => true,
    placeOf: (file) => ({ file }),
    ...input,
  });
  return diagnostics.map(({ rule, severity }) => `${severity} ${rule}`).join(', ');
}

const record = (...fields: readonly object[]) => ({ type: 'record', name: 'R', fields });
const field = (name: string, type: unknown, more: object = {}) => ({ name, type, ...more });
const decimal = (precision: number, scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision, scale });
const place = { file: 'schemas/a.b/2.avsc' };
const use = { id: 'a.b@1' as const, user: 'The input of w', place: { file: 'workflows/w/workflow.yaml' } };
const history = { baseline: 'main', changed: [], deleted: [] };
const mistake = { place: { file: 'x' }, what: 'It is wrong.', fix: 'Correct it.' };

/** Each rule with what breaks it, and the nearest that does not. */
const CASES = {
  'avro-type-changed': [
    { subjects: [subjectOf([avro('long'), avro('int')])] },
    { subjects: [subjectOf([avro('int'), avro('long')])] },
  ],
  'avro-name-changed': [
    { subjects: [subjectOf([avro(record()), avro({ ...record(), name: 'S' })])] },
    { subjects: [subjectOf([avro(record()), avro({ ...record(), name: 'S', aliases: ['R'] })])] },
  ],
  'avro-field-without-default': [
    { subjects: [subjectOf([avro(record()), avro(record(field('n', 'int')))])] },
    { subjects: [subjectOf([avro(record()), avro(record(field('n', 'int', { default: 0 })))])] },
  ],
  'avro-branch-removed': [
    { subjects: [subjectOf([avro(['null', 'int', 'string']), avro(['null', 'string'])])] },
    { subjects: [subjectOf([avro(['null', 'string']), avro(['null', 'int', 'string'])])] },
  ],
  'avro-symbol-removed': [
    {
      subjects: [
        subjectOf([
          avro({ type: 'enum', name: 'E', symbols: ['A', 'B'] }),
          avro({ type: 'enum', name: 'E', symbols: ['A'] }),
        ]),
      ],
    },
    {
      subjects: [
        subjectOf([
          avro({ type: 'enum', name: 'E', symbols: ['A'] }),
          avro({ type: 'enum', name: 'E', symbols: ['A', 'B'] }),
        ]),
      ],
    },
  ],
  'json-schema-narrowed': [
    {
      subjects: [subjectOf([json({ type: 'string' }), json({ type: 'integer' })])],
      compile: (schema) => (value) => (typeof value === 'string') === JSON.stringify(schema).includes('string'),
    },
    { subjects: [subjectOf([json({ type: 'integer' }), json({ type: 'number' })])] },
  ],
  'avro-fingerprint-shared': [
    { subjects: [subjectOf([avro(decimal(10, 2)), avro(decimal(10, 3))], 'NONE')] },
    { subjects: [subjectOf([avro(decimal(10, 2)), avro(decimal(8, 2)), avro('bytes')], 'NONE')] },
  ],
  'json-form-changed': [
    { subjects: [subjectOf([avro(['null', 'string']), avro(['null', 'string', 'bytes'])])] },
    { subjects: [subjectOf([avro(['null', 'string']), avro(['null', 'string', 'int'])])] },
  ],
  'compatibility-undecided': [
    {
      subjects: [
        subjectOf([
          avro(record(field('self', 'R'), field('n', 'int'))),
          avro(record(field('self', 'R'), field('n', 'string'))),
        ]),
      ],
    },
    { subjects: [subjectOf([avro(record(field('self', 'R'))), avro(record(field('self', 'R')))])] },
  ],
  'version-changed': [
    { history: { ...history, changed: [{ file: place.file, was: '"int"', is: '"long"' }] } },
    { history: { ...history, changed: [{ file: 'schemas/a.b/subject.yaml', was: 'owner: a', is: 'owner: b' }] } },
  ],
  'version-deleted': [
    { history: { ...history, deleted: [place.file] } },
    { history: { ...history, deleted: ['schemas/a.b/subject.yaml'] } },
  ],
  'version-gap': [
    { subjects: [subjectOf([avro('int')], 'BACKWARD', { id: 'a.b@3', version: 3 })] },
    {
      subjects: [subjectOf([avro('int')], 'BACKWARD', { id: 'a.b@3', version: 3 })],
      mistakes: [{ ...mistake, kind: 'schema', place }],
    },
  ],
  'schema-invalid': [{ mistakes: [{ ...mistake, kind: 'schema' }] }, {}],
  'schema-keyword-unknown': [
    { subjects: [subjectOf([json({ requried: [] })])] },
    { subjects: [subjectOf([json({ 'x-requried': [], properties: { requried: {} }, examples: [{ requried: 1 }] })])] },
  ],
  'contract-deprecated': [
    { subjects: [subjectOf([avro('int')], 'NONE', { deprecatedOn: '2026-11-21' })], uses: [use] },
    { subjects: [subjectOf([avro('int')], 'NONE', { deprecatedOn: '2026-11-21' })], uses: [{ ...use, id: 'a.b@2' }] },
  ],
  'contract-unused': [
    { subjects: [subjectOf([avro('int')])], uses: [] },
    { subjects: [subjectOf([avro('int')])], uses: [use] },
  ],
  'project-mistaken': [{ mistakes: [{ ...mistake, kind: 'project' }] }, {}],
  'definition-invalid': [{ mistakes: [{ ...mistake, kind: 'definition' }] }, {}],
} as const satisfies Record<RuleId, readonly [broken: Partial<CheckInput>, sound: Partial<CheckInput>]>;

test.each(Object.entries(CASES))('rule %s - fires where it is broken, and else does not', (id, [broken, sound]) => {
  const { severity } = RULES[id as RuleId];
  expect(fired(broken)).toBe(`${severity} ${id}`);
  expect(fired(sound)).not.toContain(id);
});

test('rules - a contract that is deprecated later is a warning until then', () => {
  const subjects = [subjectOf([avro('int')], 'NONE', { deprecatedOn: '2026-11-22' })];
  expect(fired({ subjects, uses: [use] })).toBe('warning contract-deprecated');
});

test('rules - the newest version of a subject uses what it refers to, older ones stay as they are', () => {
  const deprecated = subjectOf([avro('int')], 'NONE', { deprecatedOn: '2026-11-21' });
  const refers = { ...subjectOf([avro('int')]), name: 'c' };
  const [version] = refers.versions;
  if (version === undefined) throw new Error('It has a version.');
  const older: SubjectVersion = { ...version, id: 'c@1', references: ['a.b@1'] };
  const newer: SubjectVersion = { ...version, id: 'c@2', version: 2 };
  expect(fired({ subjects: [deprecated, { ...refers, versions: [older] }] })).toBe('error contract-deprecated');
  expect(fired({ subjects: [deprecated, { ...refers, versions: [older, newer] }] })).toBe('');
});

test('rules - what is text and becomes base64 is a warning, since Avro allows it by name', () => {
  expect(fired({ subjects: [subjectOf([avro('string'), avro('bytes')])] })).toBe('warning json-form-changed');
});

test('rules - a keyword of nobody is a warning, an attribute of Avro that nobody knows is nothing', () => {
  expect(fired({ subjects: [subjectOf([json({ colour: 'red' })])] })).toBe('warning schema-keyword-unknown');
  expect(fired({ subjects: [subjectOf([avro({ ...record(), owner: 'me', 'connect.name': 'R' })])] })).toBe('');
  expect(fired({ subjects: [subjectOf([avro({ type: 'long', logicaltype: 'timestamp-millis' })])] })).toBe(
    'error schema-keyword-unknown',
  );
});

test.each<[Mode, string]>([
  ['BACKWARD', 'error avro-type-changed'],
  ['FORWARD', ''],
  ['FULL', 'error avro-type-changed'],
  ['NONE', ''],
])('rules - %s decides what of a narrowed type is told', (mode, told) => {
  expect(fired({ subjects: [subjectOf([avro('long'), avro('int')], mode)] })).toBe(told);
});

test('rules - a mode that is transitive looks at all versions before', () => {
  const versions = [
    avro(record(field('a', 'string'))),
    avro(record()),
    avro(record(field('a', 'int', { default: 0 }))),
  ];
  expect(fired({ subjects: [subjectOf(versions)] })).toBe('');
  expect(fired({ subjects: [subjectOf(versions, 'BACKWARD_TRANSITIVE')] })).toBe('error avro-type-changed');
});

test('rules - versions before the first that owes compatibility are compared with none', () => {
  const subject = subjectOf([avro('long'), avro('int'), avro('long'), avro('int')], 'FULL_TRANSITIVE');
  expect(fired({ subjects: [{ ...subject, since: 4 }] })).toBe('');
  expect(fired({ subjects: [{ ...subject, since: 3 }] })).toBe('error avro-type-changed');
  const scales = subjectOf([avro(decimal(9, 2)), avro(decimal(9, 3)), avro('bytes')], 'NONE');
  expect(fired({ subjects: [{ ...scales, since: 3 }] })).toBe('');
});

test('rules - Avro and JSON Schema are compared by their JSON forms', () => {
  const subjects = [
    subjectOf([avro(record(field('a', 'int'))), json({ type: 'object', properties: { a: { type: 'integer' } } })]),
  ];
  expect(fired({ subjects })).toBe('');
});

test('rules - versions around one that could not be read are not compared', () => {
  const subjects = [subjectOf([avro('long'), avro('int')])];
  expect(fired({ subjects, mistakes: [{ ...mistake, kind: 'schema', place: { file: 'schemas/a.b/3.avsc' } }] })).toBe(
    'error schema-invalid',
  );
});

test('rules - a diagnostic says what, where, what was and is, why and what to do', () => {
  const subjects = [subjectOf([avro('long'), avro('int')])];
  const placeOf: CheckInput['placeOf'] = (file, steps) => ({ file, line: 1, column: steps.length + 1 });
  expect(
    checkRules({ subjects, placeOf, mistakes: [], uses: null, history: null, today: '', compile: () => () => true }),
  ).toEqual([
    {
      rule: 'avro-type-changed',
      severity: 'error',
      place: { file: 'schemas/a.b/2.avsc', line: 1, column: 1 },
      what: 'What is written as long cannot be read as int.',
      change: { old: 'long', new: 'int' },
      example: { document: 0, says: 'a.b@1 accepts it, a.b@2 refuses it' },
      why: 'BACKWARD: a.b@2 is to read what a.b@1 writes.',
      fix: RULES['avro-type-changed'].fix,
      docs: 'docs/rules/avro-type-changed.md',
    },
  ]);
});

test('rules - while a manifest cannot be read, nobody can say what is not used', () => {
  const unused = { subjects: [subjectOf([avro('int')])], uses: [] };
  expect(fired({ ...unused, mistakes: [{ ...mistake, kind: 'project' }] })).toBe('error project-mistaken');
  expect(fired({ ...unused, mistakes: [{ ...mistake, kind: 'definition' }] })).toContain('contract-unused');
});
