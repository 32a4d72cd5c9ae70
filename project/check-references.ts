import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ContractId } from '../shared/contracts/index.ts';
import type { WireFormat } from '../shared/records/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { type Place, ProjectError } from './errors.ts';
import type { Project, ProjectFunction, SubjectVersion, Trigger } from './model.ts';
import { substitutionsOf, tasksOf } from './names.ts';
import type { ReadWorkflow } from './read-workflows.ts';
import { wovenDefinition } from './weave-checks.ts';

type Path = readonly (string | number)[];

/** Checks what the files of a project say about each other. Throws `ProjectError` in the file that is mistaken. */
export function checkReferences(project: Project, read: readonly ReadWorkflow[]): void {
  const versions = new Map(
    project.subjects.flatMap((subject) => subject.versions.map((version) => [version.id, version])),
  );
  for (const workflow of read) {
    checkContracts(workflow, versions);
    checkStates(workflow, versions);
    checkTriggers(workflow);
    checkBuckets(workflow, project.functions);
    checkSubstitutions(workflow, project.functions);
    // Tells of each state that cannot be checked.
    wovenDefinition(workflow.workflow);
  }
  for (const { contract, folder } of project.functions) {
    const file = join(relative(project.root, folder), 'contract.ts');
    for (const id of contract === null ? [] : [contract.input, contract.output]) {
      if (!versions.has(id)) throw unknownContract(id, placeOfMention(project.root, file, id), versions);
    }
  }
}

/** Where a file first says a word. */
function placeOfMention(root: string, file: string, word: string): Place {
  const text = readFileSync(join(root, file), 'utf8');
  const index = text.indexOf(word);
  const lines = text.slice(0, index).split('\n');
  return index === -1 ? { file } : { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

type Versions = ReadonlyMap<ContractId, SubjectVersion>;

function checkContracts({ workflow, manifest }: ReadWorkflow, versions: Versions): void {
  const { triggers, contracts, signals } = workflow;
  const uses: readonly (readonly [path: Path, id: ContractId, format?: WireFormat])[] = [
    ...triggers.map(({ contract, format }, index) => [['triggers', index, 'kafka'], contract, format] as const),
    ...Object.entries(signals).map(([name, { contract, format }]) => [['signals', name], contract, format] as const),
    [['contracts', 'input'], contracts.input],
    ...(contracts.output === null ? [] : [[['contracts', 'output'], contracts.output] as const]),
  ];
  for (const [path, id, format] of uses) {
    const version = versions.get(id);
    if (version === undefined) throw unknownContract(id, manifest.placeOf([...path, 'contract']), versions);
    if (format === 'avro-single-object' && version.language !== 'avro') {
      throw new ProjectError('CONFLICT', {
        place: manifest.placeOf([...path, 'format']),
        what: `${id} is JSON Schema, which avro-single-object cannot carry.`,
        fix: 'Write format: json.',
      });
    }
  }
}

function checkStates({ workflow }: ReadWorkflow, versions: Versions): void {
  for (const { output, place } of Object.values(workflow.contracts.states)) {
    if (!versions.has(output)) throw unknownContract(output, place, versions);
  }
}

function checkTriggers({ workflow, manifest }: ReadWorkflow): void {
  const { triggers, deadLetter } = workflow;
  for (const [index, trigger] of triggers.entries()) {
    const { topic } = trigger;
    const place = manifest.placeOf(['triggers', index, 'kafka', 'topic']);
    if (triggers.findIndex((other) => other.topic === topic) !== index) {
      throw new ProjectError('DUPLICATE', {
        place,
        what: `The topic ${topic} triggers this workflow twice.`,
        fix: 'Keep one of the two triggers.',
      });
    }
    if (deadLetter?.topic === topic) {
      throw new ProjectError('CONFLICT', {
        place: manifest.placeOf(['deadLetter', 'kafka']),
        what: `Dead letters would go to ${topic}, where they came from, for ever.`,
        fix: `Choose another topic, such as ${topic}.dlt.`,
      });
    }
    checkMode(trigger, index, { workflow, manifest });
  }
}

/** What does not go with a trigger's mode. */
function checkMode(
  { topic, mode, contract, rows, identity }: Trigger,
  index: number,
  { workflow, manifest }: ReadWorkflow,
) {
  const { input } = workflow.contracts;
  const conflict = (path: Path, what: string, fix: string) =>
    new ProjectError('CONFLICT', { place: manifest.placeOf(path), what, fix });
  if (mode === 'execution-per-record' && contract !== input) {
    throw conflict(
      ['contracts', 'input'],
      `A record of ${topic} starts the workflow with ${contract}, which expects ${input}.`,
      'Give the trigger and the input the same contract.',
    );
  }
  if (mode === 'execution-per-record' && rows === 'rejectable') {
    throw conflict(
      ['triggers', index, 'rows'],
      `A record of ${topic} is an execution, and has no rows that could be rejected.`,
      'Write mode: execution-per-batch, or remove rows.',
    );
  }
  if (mode === 'execution-per-batch' && identity.kind !== 'offset') {
    throw conflict(
      ['triggers', index, 'identity'],
      `A batch of ${topic} has the identity of its offsets, whatever its records say.`,
      'Remove identity, or write mode: execution-per-record.',
    );
  }
}

function checkBuckets({ workflow, manifest }: ReadWorkflow, functions: readonly ProjectFunction[]): void {
  const tasks = tasksOf(workflow.name, functions);
  for (const [bucket, { writers }] of Object.entries(workflow.buckets)) {
    for (const [index, writer] of writers.entries()) {
      if (tasks.includes(writer)) continue;
      throw new ProjectError('UNKNOWN_FUNCTION', {
        place: manifest.placeOf(['buckets', bucket, 'writers', index]),
        what: `The workflow has no task function "${writer}".`,
        fix: didYouMean(writer, tasks),
      });
    }
  }
}

function checkSubstitutions({ workflow, manifest }: ReadWorkflow, functions: readonly ProjectFunction[]): void {
  const [clash] = substitutionsOf(workflow, tasksOf(workflow.name, functions)).clashes;
  if (clash === undefined) return;
  const { name, one, other } = clash;
  throw new ProjectError('DUPLICATE', {
    place: manifest.placeOf([]),
    what: `\${${name}} would be both the ${one.kind} ${one.name} and the ${other.kind} ${other.name}.`,
    fix: 'Rename one of the two.',
  });
}

const unknownContract = (id: ContractId, place: ProjectError['place'], versions: Versions) =>
  new ProjectError('UNKNOWN_CONTRACT', {
    place,
    what: `There is no contract ${id}.`,
    fix: didYouMean(id, [...versions.keys()]) || 'Add its schema to schemas/.',
  });
