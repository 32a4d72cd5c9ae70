import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '../..');

/** A project that is not this repository: parcels are posted, weighed by a function, and told of. */
export const FILES: Readonly<Record<string, string>> = {
  'package.json': '{"type": "module"}',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{ target: 'es2024', lib: ['es2024', 'esnext.disposable'], module: 'nodenext', types: ['node'] },
      ...{ strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true },
    },
    include: ['functions', 'generated'],
  }),
  'schemas/parcel.posted/subject.yaml': 'owner: parcels-team\n',
  'schemas/parcel.posted/1.schema.json': JSON.stringify({
    ...{ type: 'object', required: ['parcelId', 'grams'] },
    properties: { parcelId: { type: 'string', minLength: 2 }, grams: { type: 'integer' } },
  }),
  'schemas/parcel.weighed/subject.yaml': 'owner: parcels-team\n',
  'schemas/parcel.weighed/1.avsc': JSON.stringify({
    ...{ type: 'record', name: 'ParcelWeighed' },
    fields: [
      { name: 'parcelId', type: 'string' },
      { name: 'class', type: { type: 'enum', name: 'WeightClass', symbols: ['LIGHT', 'HEAVY'] } },
    ],
  }),
  'workflows/parcels/workflow.yaml': `name: parcels
triggers:
  - kafka: { topic: parcels.posted, format: json, contract: parcel.posted@1 }
contracts: { input: parcel.posted@1, output: parcel.weighed@1 }
signals:
  weighed: { kafka: parcels.weighed, contract: parcel.weighed@1 }
deadLetter: { kafka: parcels.dlt }
`,
  'workflows/parcels/definition.asl.yaml': `QueryLanguage: JSONata
StartAt: Weigh
States:
  Weigh:
    Type: Task
    Resource: \${WeighArn}
    Next: Tell
  Tell:
    Type: Task
    Resource: \${PublishArn}
    Arguments:
      workflow: parcels
      signal: weighed
      execution: "{% $states.context.Execution.Id %}"
      key: "{% $states.input.parcelId %}"
      value: "{% $states.input %}"
    Output: "{% $states.input %}"
    End: true
`,
  'workflows/parcels/scenarios/heavy.yaml': `input: { parcelId: p-1, grams: 40000 }
expect:
  status: SUCCEEDED
  path: [Weigh, Tell]
  output: { parcelId: p-1, class: HEAVY }
`,
  'functions/parcels/weigh/contract.ts': `import type { FunctionContract } from 'baton/contracts';

export const contract = { input: 'parcel.posted@1', output: 'parcel.weighed@1' } as const satisfies FunctionContract;
`,
  'functions/parcels/weigh/handler.ts': `import { taskHandler } from 'baton/tasks';
import { contracts, type Input, type Output } from '../../../generated/functions/parcels/weigh.ts';

const weigh = ({ parcelId, grams }: Input): Output => ({ parcelId, class: grams < 30_000 ? 'LIGHT' : 'HEAVY' });

export const handler = taskHandler(contracts, weigh);
`,
};

export type ForeignProject = AsyncDisposable & {
  readonly root: string;
  /** The `baton` program, as it lies in the project's node_modules. */
  readonly program: string;
};

/** Writes the project to a folder of its own, its node_modules links to this repository and to Node's types. */
export async function foreignProject(): Promise<ForeignProject> {
  const root = await mkdtemp(join(tmpdir(), 'baton-foreign-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await mkdir(join(root, 'node_modules'));
  await symlink(join(REPOSITORY, 'node_modules/@types'), join(root, 'node_modules/@types'));
  await symlink(REPOSITORY, join(root, 'node_modules/baton'));
  return {
    root,
    program: join(root, 'node_modules/baton/local/cli/baton.js'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}
