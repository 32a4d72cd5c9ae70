import { jsonFormOf } from '../../shared/contracts/index.ts';
import { containment, type Schema } from '../containment/index.ts';
import type { Compatibility, Incompatibility, Side } from './answer.ts';
import type { CompileValidator, ContractSchema } from './contract-schema.ts';

/**
 * Whether every value that the writer's schema accepts is accepted by the reader's. A version in Avro takes part with its
 * JSON form: what its producers write is closed, what its consumers take is open.
 */
export function jsonSchemaCompatibility(
  writer: ContractSchema,
  reader: ContractSchema,
  compile: CompileValidator,
): Compatibility {
  const [narrow, wide] = [jsonSchemaOf(writer, 'closed'), jsonSchemaOf(reader, 'open')];
  const answer = containment(narrow, wide, { narrow: whenAsked(compile, narrow), wide: whenAsked(compile, wide) });
  switch (answer.verdict) {
    case 'contained':
      return { verdict: 'compatible' };
    case 'undecided': {
      const schema = answer.schema === 'narrow' ? 'writer' : 'reader';
      const { language } = schema === 'writer' ? writer : reader;
      const { reason, schemaPointer } = answer;
      return { verdict: 'undecided', reason, schema, pointer: language === 'avro' ? '' : schemaPointer };
    }
    case 'not-contained': {
      const { counterexample: document, pointer: at, keyword, schemaPointer } = answer;
      const incompatibility: Incompatibility = {
        rule: 'json-schema-narrowed',
        writer: sideOf(writer, narrow, schemaPointer),
        reader: sideOf(reader, wide, schemaPointer),
        what: sentence(keyword, at),
        document,
        at,
      };
      return { verdict: 'incompatible', incompatibilities: [incompatibility] };
    }
  }
}

function sentence(keyword: string, at: string): string {
  const where = at === '' ? 'a value' : `${at} of a value`;
  return keyword === 'false'
    ? `Nothing is allowed as ${where} that the other version accepts.`
    : `The keyword ${keyword} refuses ${where} that the other version accepts.`;
}

const jsonSchemaOf = (version: ContractSchema, records: 'open' | 'closed'): Schema =>
  version.language === 'avro' ? jsonFormOf(version.avro.type, records) : version.schema;

/** Most questions are answered without trying a document. */
function whenAsked(compile: CompileValidator, schema: Schema): (value: unknown) => boolean {
  let validate: ((value: unknown) => boolean) | null = null;
  return (value) => {
    validate ??= compile(schema);
    return validate(value);
  };
}

const MAX_SAID = 120;

/** What a schema has at a pointer, or nothing: the place is then the nearest one above it. */
function sideOf({ language }: ContractSchema, schema: Schema, pointer: string): Side {
  const found = valueAt(schema, pointer);
  const keyword = pointer.slice(pointer.lastIndexOf('/') + 1);
  const text = found === undefined ? '' : (JSON.stringify(found) ?? '');
  const says =
    found === undefined ? 'not said' : `${keyword}: ${text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text}`;
  return { says, pointer: language === 'avro' ? '' : pointer };
}

function valueAt(schema: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>((at, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof at === 'object' && at !== null && Object.hasOwn(at, name)
      ? (at as Record<string, unknown>)[name]
      : undefined;
  }, schema);
}
