import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every second subject is Avro, the others JSON Schema; a third of all compares each version with all before it. */
const MODES = ['BACKWARD', 'BACKWARD_TRANSITIVE', 'FULL'] as const;
const FIELDS = 16;

/** Writes a project of subjects whose versions are compatible, each of some 50 lines. */
export async function writeSubjects(root: string, subjects: number, versions: number): Promise<void> {
  for (let subject = 0; subject < subjects; subject++) await writeSubject(root, subject, versions);
}

async function writeSubject(root: string, subject: number, versions: number): Promise<void> {
  const folder = join(root, 'schemas', `area-${subject % 40}.event-${subject}`);
  const isAvro = subject % 2 === 0;
  // A closed JSON Schema that gains a member takes more than before, and so is not compatible both ways.
  const mode = isAvro ? MODES[subject % 3] : MODES[subject % 2];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'subject.yaml'), `owner: team-${subject % 20}\ncompatibility: ${mode}\n`);
  for (let version = 1; version <= versions; version++) {
    const [schema, extension] = isAvro ? [avroOf(subject, version), 'avsc'] : [jsonSchemaOf(version), 'schema.json'];
    await writeFile(join(folder, `${version}.${extension}`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

const PLAIN = ['string', 'long', 'double', 'boolean'];
const address = (fields: readonly object[]) => ({ type: 'record', name: 'Address', fields });

/** Each version adds a field with a default, and one to a record in it. */
function avroOf(subject: number, version: number): object {
  const plain = Array.from({ length: FIELDS }, (_, index) => ({
    name: `field${index}`,
    type: PLAIN[index % PLAIN.length],
  }));
  const added = Array.from({ length: version - 1 }, (_, index) => ({
    name: `added${index}`,
    type: ['null', 'string'],
    default: null,
  }));
  const symbols = ['OPEN', 'PAID', 'SENT', 'DONE'];
  return {
    type: 'record',
    name: `Event${subject}`,
    namespace: 'bench',
    doc: 'Something happened.',
    fields: [
      ...plain,
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 } },
      { name: 'state', type: { type: 'enum', name: 'State', symbols, default: 'OPEN' } },
      { name: 'address', type: address([{ name: 'street', type: 'string' }, ...added]) },
      { name: 'lines', type: { type: 'array', items: { type: 'record', name: 'Line', fields: plain.slice(0, 4) } } },
      ...added,
    ],
  };
}

const MEMBERS = [
  { type: 'string', maxLength: 100 },
  { type: 'integer', minimum: 0 },
  { type: ['number', 'null'] },
  { enum: ['OPEN', 'PAID', 'SENT'] },
];

/** Each version takes a member more, and longer texts. */
function jsonSchemaOf(version: number): object {
  const members = Array.from({ length: FIELDS }, (_, index) => [`field${index}`, MEMBERS[index % MEMBERS.length]]);
  const added = Array.from({ length: version - 1 }, (_, index) => [
    `added${index}`,
    { type: 'string', pattern: '^[a-z]+$' },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['field0', 'field1'],
    properties: {
      ...Object.fromEntries([...members, ...added]),
      name: { type: 'string', maxLength: 50 + version },
      lines: { type: 'array', items: { $ref: '#/$defs/Line' } },
    },
    additionalProperties: false,
    $defs: {
      Line: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string', minLength: 1 }, count: { type: 'integer', minimum: 1 } },
        additionalProperties: false,
      },
    },
  };
}
