import {
  AvroSchemaError,
  checkDefaults,
  type JsonSchema,
  jsonFormOf,
  parseAvroSchema,
} from '../shared/contracts/index.ts';
import { ProjectError } from './errors.ts';
import { checkEndless, SchemaError, stepsOf } from './json-schema/index.ts';
import type { SubjectVersion } from './model.ts';
import { parseSource } from './source-document.ts';

/** A schema that compiles, in its JSON Schema forms: `open` for consumers, `closed` for producers where they differ. */
export type CompiledSchema = { readonly open: JsonSchema; readonly closed: JsonSchema };

type VersionSchema = Pick<SubjectVersion, 'language' | 'text' | 'resolved'>;

/** The JSON Schema of a version. Throws `ProjectError` where its schema, in `file`, does not compile. */
export function compileSchema(version: VersionSchema, file: string): CompiledSchema {
  return readSchema(version, file)();
}

/** Throws `ProjectError` where the schema of a version, in `file`, does not compile. */
export function checkVersion(version: VersionSchema, file: string): void {
  readSchema(version, file);
}

type MakeForms = () => CompiledSchema;

function readSchema(version: VersionSchema, file: string): MakeForms {
  try {
    return version.language === 'avro' ? readAvro(version) : readJsonSchema(version);
  } catch (error) {
    if (error instanceof AvroSchemaError) throw schemaMistake(error, AVRO, { file, text: version.text });
    if (error instanceof SchemaError) throw schemaMistake(error, JSON_SCHEMA, { file, text: version.text });
    throw error;
  }
}

function readAvro({ resolved }: VersionSchema): MakeForms {
  const type = parseAvroSchema(resolved);
  checkDefaults(type);
  return () => ({ open: jsonFormOf(type, 'open'), closed: jsonFormOf(type, 'closed') });
}

function readJsonSchema({ resolved }: VersionSchema): MakeForms {
  const schema = JSON.parse(resolved);
  checkEndless(schema);
  return () => ({ open: schema, closed: schema });
}

type Language = { readonly name: string; readonly specification: string };

const AVRO: Language = {
  name: 'Avro schema',
  specification: 'https://avro.apache.org/docs/1.12.0/specification/',
};
const JSON_SCHEMA: Language = {
  name: 'JSON Schema',
  specification: 'https://json-schema.org/draft/2020-12',
};

/** What is wrong at a pointer of a schema, told at its place in the file. */
function schemaMistake(
  error: Error & { readonly pointer: string },
  { name, specification }: Language,
  { file, text }: { readonly file: string; readonly text: string },
): ProjectError {
  return new ProjectError('BAD_SCHEMA', {
    place: parseSource(file, text).placeOf(stepsOf(error.pointer)),
    what: `This is no ${name}: ${error.message.replace(/\.$/, '')}.`,
    fix: `Correct the schema: ${specification}`,
    cause: error,
  });
}
