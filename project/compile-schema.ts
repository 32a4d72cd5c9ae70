import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  AvroSchemaError,
  checkDefaults,
  type JsonSchema,
  jsonFormOf,
  parseAvroSchema,
} from '../shared/contracts/index.ts';
import { ProjectError } from './errors.ts';
import type { SubjectVersion } from './model.ts';
import type { SourceDocument } from './source-document.ts';

/** A schema that compiles, in its JSON Schema forms: `open` for consumers, `closed` for producers where they differ. */
export type CompiledSchema = { readonly open: JsonSchema; readonly closed: JsonSchema };

type SchemaText = Pick<SubjectVersion, 'language' | 'text'>;

/** The JSON Schema of a version. Throws `ProjectError` where its schema does not compile. */
export function compileSchema(version: SchemaText, document: SourceDocument): CompiledSchema {
  return version.language === 'avro' ? compileAvro(version, document) : compileJsonSchema(document);
}

function compileAvro({ text }: SchemaText, document: SourceDocument): CompiledSchema {
  try {
    const type = parseAvroSchema(text);
    checkDefaults(type);
    return { open: jsonFormOf(type, 'open'), closed: jsonFormOf(type, 'closed') };
  } catch (error) {
    if (!(error instanceof AvroSchemaError)) throw error;
    throw new ProjectError('BAD_SCHEMA', {
      place: document.placeOf(stepsOf(error.pointer)),
      what: `This is no Avro schema: ${error.message}`,
      fix: 'Correct the schema: https://avro.apache.org/docs/1.12.0/specification/',
      cause: error,
    });
  }
}

/**
 * One for all, since it compiles the schema of schemas first, which takes longer than most schemas do. It keeps nothing:
 * schemas that share an `$id` do not know each other.
 */
const compiler = new Ajv2020({ strict: false, logger: false, addUsedSchema: false });

function compileJsonSchema(document: SourceDocument): CompiledSchema {
  const schema = document.value as JsonSchema;
  try {
    compiler.compile(schema);
  } catch (error) {
    const { message } = error as Error;
    throw new ProjectError('BAD_SCHEMA', {
      place: document.placeOf(stepsOf(/data(\/\S*)/.exec(message)?.[1] ?? '')),
      what: `This is no JSON Schema: ${message}.`,
      fix: 'Correct the schema: https://json-schema.org/draft/2020-12',
      cause: error,
    });
  } finally {
    compiler.removeSchema();
  }
  return { open: schema, closed: schema };
}

const stepsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1);
