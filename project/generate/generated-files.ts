import { hash } from 'node:crypto';
import { relative } from 'node:path';
import { type ContractId, canonicalJson, subjectOf, versionOf } from '../../shared/contracts/index.ts';
import type { WorkflowDoors } from '../../shared/records/index.ts';
import { type CompiledSchema, compileSchema } from '../compile-schema.ts';
import type { Project, ProjectFunction, Subject, SubjectVersion, Workflow } from '../model.ts';
import { camelCase, pascalCase } from '../names.ts';
import { typescriptTypesOf } from './typescript-type.ts';
import { VALIDATOR_TYPES, validatorModule } from './validator-module.ts';

/** Files of generated/ by their path in it. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/**
 * All that is generated from a project: a module per contract, a registry of them, a module per task function with its
 * two contracts, and the workflows' doors as data. `runtime` is the text of runtime.ts. The same project gives the
 * same files, byte for byte.
 */
export function generatedFiles(project: Project, runtime: string): GeneratedFiles {
  const versions = project.subjects.flatMap((subject) => subject.versions.map((version) => ({ subject, version })));
  const tasks = project.functions.filter(({ kind }) => kind === 'task');
  return new Map([
    ['runtime.ts', `${HEADER}\n${runtime}`],
    ...versions.flatMap(({ subject, version }) => contractFiles(project, subject, version)),
    ['contracts.ts', registryModule(versions.map(({ version }) => version.id))],
    ...tasks.map((task) => [functionPath(task), functionModule(task, project.workflows)] as const),
    ['triggers.ts', doorsModule(project.workflows)],
  ]);
}

const HEADER = '// Made by `baton generate`. Do not edit.';

function contractFiles({ root }: Project, subject: Subject, version: SubjectVersion): readonly [string, string][] {
  const file = relative(root, version.path);
  const compiled = compileSchema(version, file);
  const title = `${HEADER} From ${file}.`;
  return [
    [`contracts/${version.id}.ts`, `${title}\n${contractModule(subject, version, compiled)}`],
    [`validators/${version.id}.js`, `${title}\n${validatorModule(compiled)}`],
    [`validators/${version.id}.d.ts`, `${title}\n${VALIDATOR_TYPES}`],
  ];
}

function contractModule(subject: Subject, version: SubjectVersion, compiled: CompiledSchema): string {
  const { id } = version;
  const type = typeName(id);
  const isAvro = version.language === 'avro';
  const generated = isAvro ? 'GeneratedAvroContract' : 'GeneratedContract';
  const { declarations, texts } = typescriptTypesOf(compiled.closed, type);
  const imported = [...texts, generated].sort().map((name) => `type ${name}`);
  return `import { ${imported.join(', ')}, validator } from '../runtime.ts';
import { closed, open } from '../validators/${id}.js';

${declarations}

/** ${subject.description || id} ${id}, owned by ${subject.owner}. */
export const ${constantName(id)}: ${generated}<'${id}', ${type}> = {
  id: '${id}',
  fingerprint: '${fingerprintOf(version)}',
  validate: validator(open, closed, ${literal(formatsIn(compiled.closed), '  ')}),
${isAvro ? avroMembers(subject, version) : ''}};
`;
}

function avroMembers({ versions }: Subject, { resolved }: SubjectVersion): string {
  const writers = versions.filter(({ language }) => language === 'avro');
  const lines = writers.map((writer) => `    ${writer.version}: ${JSON.stringify(writer.resolved)},\n`);
  return `  schema: ${JSON.stringify(resolved)},
  writers: {
${lines.join('')}  },
`;
}

function registryModule(ids: readonly ContractId[]): string {
  const rows = ids.map((id) => `  '${id}': async () => (await import('./contracts/${id}.ts')).${constantName(id)},\n`);
  return `${HEADER}
/** All contracts by id, each loaded when it is first asked for. */
export const contracts = {
${rows.join('')}};
`;
}

const functionPath = ({ workflow, name }: ProjectFunction): string =>
  `functions/${workflow}/${name.slice(String(workflow).length + 1)}.ts`;

function functionModule({ contract, name, workflow }: ProjectFunction, workflows: readonly Workflow[]): string {
  const { enforce } = workflows.find((each) => each.name === workflow) ?? {};
  if (contract === null || workflow === null || enforce === undefined) throw new Error(`${name} is no task function.`);
  const { input, output } = contract;
  const imports = [...new Set([input, output])]
    .sort()
    .map((id) => `import { ${constantName(id)}, type ${typeName(id)} } from '../../contracts/${id}.ts';\n`);
  return `${HEADER}
${imports.join('')}
export type Input = ${typeName(input)};
export type Output = ${typeName(output)};

export const contracts = {
  workflow: '${workflow}',
  task: '${name.slice(workflow.length + 1)}',
  input: ${constantName(input)},
  output: ${constantName(output)},
  enforce: ${literal(enforce, '  ')},
} as const;
`;
}

function doorsModule(workflows: readonly Workflow[]): string {
  const doors = Object.fromEntries(workflows.map((workflow) => [workflow.name, doorsOf(workflow)]));
  return `${HEADER}
/** By workflow: the topics that start it, the records that it sends, and where its dead letters go. */
export const workflowDoors = ${literal(doors, '')} as const;
`;
}

function doorsOf({ name, triggers, signals, deadLetter, enforce }: Workflow): WorkflowDoors {
  const input = enforce.input === 'enforce' ? {} : { enforce: enforce.input };
  const output = enforce.output === 'enforce' ? {} : { enforce: enforce.output };
  return {
    workflow: name,
    triggers: triggers.map(({ partitions: _, batch: __, ...trigger }) => ({ ...trigger, ...input })),
    signals: Object.fromEntries(Object.entries(signals).map(([signal, route]) => [signal, { ...route, ...output }])),
    deadLetterTopic: deadLetter?.topic ?? null,
  };
}

/** `order.created@2` → `OrderCreated`. Versions have modules of their own. */
export const typeName = (id: ContractId): string => pascalCase(subjectOf(id));

/** `order.created@2` → `orderCreated2`. */
const constantName = (id: ContractId): string => `${camelCase(subjectOf(id))}${versionOf(id)}`;

/** SHA-256, hex, of the schema as canonical JSON. */
export const fingerprintOf = ({ resolved }: SubjectVersion): string => hash('sha256', canonicalJson(resolved));

/** The format of each pattern that has one, since a person would rather read its name. */
function formatsIn(schema: unknown, found: Record<string, string> = {}): Readonly<Record<string, string>> {
  if (typeof schema !== 'object' || schema === null) return found;
  const { pattern, format, contentEncoding } = schema as Record<string, unknown>;
  const name = format ?? contentEncoding;
  if (typeof pattern === 'string' && typeof name === 'string') found[pattern] = name;
  for (const part of Object.values(schema)) formatsIn(part, found);
  return found;
}

const literal = (value: unknown, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
