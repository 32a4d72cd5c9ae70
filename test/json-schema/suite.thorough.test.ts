import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { validatorModule } from '../../project/generate/validator-module.ts';
import { linkSchema } from '../../project/json-schema/index.ts';
import type { JsonSchema } from '../../shared/contracts/index.ts';

type Group = {
  readonly description: string;
  readonly schema: JsonSchema | boolean;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
};

/** Optional tests that fail, by file, as `group: test`, each with the reason. All required ones pass. */
const MISSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'optional/cross-draft.json': {
    'refs to historic drafts are processed as historic drafts: first item not a string is valid':
      'A contract is written in 2020-12, and so is what it refers to.',
  },
  'optional/format-assertion.json': {
    'schema that uses custom metaschema with format-assertion: false: format-assertion: false: invalid string':
      'A format is an annotation in every dialect.',
    'schema that uses custom metaschema with format-assertion: true: format-assertion: true: invalid string':
      'A format is an annotation in every dialect.',
  },
};

const HERE = fileURLToPath(new URL('.', import.meta.url));
const METASCHEMAS = fileURLToPath(new URL('../../node_modules/ajv/dist/refs/json-schema-2020-12', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const jsonFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

/** What schemas of the suite refer to, by URI. */
const REMOTES: ReadonlyMap<string, JsonSchema> = new Map([
  ...jsonFiles(join(HERE, 'remotes')).map(
    (file) => [`http://localhost:1234/${file}`, readJson(join(HERE, 'remotes', file))] as const,
  ),
  ...jsonFiles(METASCHEMAS).map((file) => {
    const schema = readJson(join(METASCHEMAS, file));
    return [schema.$id, schema] as const;
  }),
]);

// Modules lie as they do in generated/: validators in a folder beside the runtime that they import.
const root = mkdtempSync(join(tmpdir(), 'baton-json-schema-'));
mkdirSync(join(root, 'validators'));
copyFileSync(new URL('../../project/generate/runtime.ts', import.meta.url), join(root, 'runtime.ts'));
symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
afterAll(() => rmSync(root, { recursive: true }));

let modules = 0;

/** The verdict of the module that is generated for a schema. */
async function validatorOf(schema: JsonSchema | boolean): Promise<(value: unknown) => boolean> {
  const linked = linkSchema('test:schema', schema, (uri) => REMOTES.get(uri));
  const path = join(root, 'validators', `${modules++}.js`);
  writeFileSync(path, validatorModule({ open: linked, closed: linked }));
  return (await import(pathToFileURL(path).href)).open;
}

async function misses(file: string): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const { description, schema, tests } of readJson(join(HERE, 'tests', file)) as readonly Group[]) {
    const validate = await validatorOf(schema).catch(() => () => null);
    const wrong = tests.filter(({ data, valid }) => validate(data) !== valid);
    missed.push(...wrong.map((each) => `${description}: ${each.description}`));
  }
  return missed;
}

describe('JSON Schema - generated validators say what the suite says', () => {
  test.each(jsonFiles(join(HERE, 'tests')))('%s', async (file) => {
    expect(await misses(file)).toEqual(Object.keys(MISSED[file] ?? {}));
  });
});
