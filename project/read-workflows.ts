import { join } from 'node:path';
import { type ContractId, ENFORCE_ALL, type Enforcement } from '../shared/contracts/index.ts';
import type { RecordIdentity, WireFormat } from '../shared/records/index.ts';
import { checkShape } from './check-shape.ts';
import { ProjectError } from './errors.ts';
import { present, type TellMistake, throwMistake, unlessMistaken } from './mistakes.ts';
import type { Signal, StateContract, Subject, Trigger, Workflow } from './model.ts';
import { foldersIn, readText } from './read-text.ts';
import { parseSource, type SourceDocument } from './source-document.ts';

const DEFAULT_BATCH = { size: 100, window: 0.5 };

/** A workflow with its manifest as a document, so that what refers to other files can be complained about in place. */
export type ReadWorkflow = { readonly workflow: Workflow; readonly manifest: SourceDocument };

/** workflow.yaml, once it has the shape of schemas/workflow.schema.json. */
type Manifest = {
  readonly name: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly triggers: readonly ManifestTrigger[];
  readonly contracts: {
    readonly input: ContractId;
    readonly output?: ContractId;
    readonly states?: Readonly<Record<string, { readonly output: ContractId }>>;
  };
  readonly enforce?: Partial<Enforcement>;
  readonly signals?: Readonly<Record<string, ManifestSignal>>;
  readonly deadLetter?: { readonly kafka: string };
  readonly buckets?: Workflow['buckets'];
};
type ManifestTrigger = {
  readonly kafka: { topic: string; partitions?: number; format: WireFormat; contract: ContractId };
  readonly identity?: string;
  readonly generation?: number;
  readonly mode?: Trigger['mode'];
  readonly rows?: Trigger['rows'];
  readonly profile?: NonNullable<Trigger['profile']>;
  readonly faultThreshold?: NonNullable<Trigger['faultThreshold']>;
  readonly batch?: { readonly size?: number; readonly window?: number };
};
type ManifestSignal = { readonly kafka: string; readonly contract: ContractId; readonly format?: WireFormat };

/** The workflows of workflows/. Throws `ProjectError`, unless `tell` gathers what is wrong. */
export async function readWorkflows(
  root: string,
  subjects: readonly Subject[],
  tell: TellMistake = throwMistake,
): Promise<readonly ReadWorkflow[]> {
  const names = await foldersIn(join(root, 'workflows'), 'workflows');
  const read = names.map((name) => unlessMistaken(tell, () => readWorkflow(root, name, subjects)));
  return present(await Promise.all(read));
}

async function readWorkflow(root: string, name: string, subjects: readonly Subject[]): Promise<ReadWorkflow> {
  const manifestFile = join('workflows', name, 'workflow.yaml');
  const definitionFile = join('workflows', name, 'definition.asl.yaml');
  const manifest = parseSource(manifestFile, await readText(join(root, manifestFile), manifestFile));
  checkShape('workflow', manifest);
  const given = manifest.value as Manifest;
  if (given.name !== name) {
    throw new ProjectError('BAD_NAME', {
      place: manifest.placeOf(['name']),
      what: `The workflow is called "${given.name}", its folder "${name}".`,
      fix: 'Give both the same name.',
    });
  }
  const formatOf = (contract: ContractId): WireFormat => (isAvro(contract, subjects) ? 'avro-single-object' : 'json');
  const workflow: Workflow = {
    name,
    folder: join(root, 'workflows', name),
    type: given.type ?? 'STANDARD',
    manifestPath: join(root, manifestFile),
    definitionPath: join(root, definitionFile),
    definitionText: await readText(join(root, definitionFile), definitionFile),
    triggers: given.triggers.map(triggerOf),
    contracts: contractsOf(given, manifest),
    enforce: { ...ENFORCE_ALL, ...given.enforce },
    signals: Object.fromEntries(
      Object.entries(given.signals ?? {}).map(([signal, { kafka, contract, format }]): [string, Signal] => [
        signal,
        { topic: kafka, contract, format: format ?? formatOf(contract) },
      ]),
    ),
    deadLetter: given.deadLetter === undefined ? null : { topic: given.deadLetter.kafka },
    buckets: given.buckets ?? {},
  };
  return { workflow, manifest };
}

function contractsOf({ contracts }: Manifest, manifest: SourceDocument): Workflow['contracts'] {
  const states = Object.entries(contracts.states ?? {}).map(([state, { output }]): [string, StateContract] => [
    state,
    { output, place: manifest.placeOf(['contracts', 'states', state, 'output']) },
  ]);
  return { input: contracts.input, output: contracts.output ?? null, states: Object.fromEntries(states) };
}

function triggerOf(given: ManifestTrigger): Trigger {
  const { kafka, identity = 'offset', generation = 1, mode, rows, profile, faultThreshold, batch } = given;
  const { size, window } = { ...DEFAULT_BATCH, ...batch };
  return {
    topic: kafka.topic,
    partitions: kafka.partitions ?? 1,
    format: kafka.format,
    contract: kafka.contract,
    identity: identityOf(identity),
    generation,
    mode: mode ?? 'execution-per-record',
    rows: rows ?? 'plain',
    ...(profile !== undefined && { profile }),
    ...(faultThreshold !== undefined && { faultThreshold }),
    batch: { size, windowMs: Math.round(window * 1000) },
  };
}

function identityOf(text: string): RecordIdentity {
  const [kind = '', ...rest] = text.split(':');
  const argument = rest.join(':');
  if (kind === 'header') return { kind, name: argument };
  if (kind === 'pointer') return { kind, pointer: argument };
  return { kind: kind === 'cloudevents' ? kind : 'offset' };
}

const isAvro = (contract: ContractId, subjects: readonly Subject[]): boolean =>
  subjects.some(({ versions }) => versions.some(({ id, language }) => id === contract && language === 'avro'));
