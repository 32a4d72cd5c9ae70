import { type AvroType, branchName, isBare, pointerOf } from '../../../shared/contracts/index.ts';
import { type Compatibility, type Incompatibility, MAX_INCOMPATIBILITIES } from '../answer.ts';
import type { AvroSchema } from './avro-schema.ts';
import { type Break, findBreaks, type Step } from './find-breaks.ts';
import { Judge } from './judge.ts';
import { type Run, runCodec } from './run-codec.ts';
import { sampler, wrapped } from './sample-value.ts';

/**
 * Whether everything that the writer's schema can write can be read with the reader's, as Avro resolves schemas and as
 * the codec of shared/contracts does. No document is told that the codec was not seen to refuse.
 */
export function avroCompatibility(writer: AvroSchema, reader: AvroSchema): Compatibility {
  const breaks = findBreaks(writer.type, reader.type);
  if (breaks.length === 0) return new Judge().refuses(writer.type, reader.type) ? TOO_DEEP : { verdict: 'compatible' };
  const sample = sampler(writer.type);
  const tried = breaks.slice(0, MAX_INCOMPATIBILITIES).map((each) => tryBreak(each, { writer, reader, sample }));
  const [first, ...rest] = tried.filter((each) => 'document' in each);
  if (first !== undefined) return { verdict: 'incompatible', incompatibilities: [first, ...rest] };
  return tried.find((each) => 'reason' in each) ?? TOO_DEEP;
}

/** What the codec refuses although no part of it is refused. */
const TOO_DEEP: Compatibility = {
  verdict: 'undecided',
  reason: 'The schemas are nested too deeply to be resolved.',
  ...{ schema: 'reader', pointer: '' },
};

type Trial = {
  readonly writer: AvroSchema;
  readonly reader: AvroSchema;
  readonly sample: (type: AvroType) => unknown;
};

type Doubt = Extract<Compatibility, { verdict: 'undecided' }>;

/** The break with a document that shows it, which the codec was seen to refuse. */
function tryBreak(found: Break, { writer, reader, sample }: Trial): Incompatibility | Doubt {
  const { rule, what, path, value } = found;
  if (found.isDoubt) {
    return { verdict: 'undecided', reason: what, schema: 'reader', pointer: reader.pointerOf(found.reader) };
  }
  const document = documentWith(writer.type, path, value, sample);
  const run = document === undefined ? NO_DOCUMENT : runCodec(writer.text, reader.text, document);
  const sides = {
    writer: { says: found.from, pointer: writer.pointerOf(found.writer) },
    reader: { says: found.to, pointer: reader.pointerOf(found.reader) },
  };
  if (run.end === 'unreadable') {
    return { rule, ...sides, what, document, at: pointerOf(stepsInDocument(writer.type, path)) };
  }
  const why = run.end === 'unwritable' ? run.why : 'The codec reads the document that was to show it.';
  const { pointer } = sides.reader;
  return { verdict: 'undecided', reason: `${what} ${why}`, schema: 'reader', pointer };
}

const NO_DOCUMENT: Run = { end: 'unwritable', why: 'But the writer has no document that gets there.' };

/** A small document with a value at the end of a path; any value where that is `undefined`. */
export function documentWith(type: AvroType, path: readonly Step[], value: unknown, sample: Trial['sample']): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined ? sample(type) : value;
  const inner = partAt(type, step);
  const part = documentWith(inner, rest, value, sample);
  if (part === undefined) return undefined;
  if (type.kind === 'union') return wrapped(type, inner, part);
  if (type.kind === 'record') {
    const members = type.fields.map((field) => [
      field.name,
      field.type === inner && isStep(step, field.name) ? part : sample(field.type),
    ]);
    return members.some(([, member]) => member === undefined) ? undefined : Object.fromEntries(members);
  }
  return step === 'item' ? [part] : { [MEMBER]: part };
}

const isStep = (step: Step, name: string): boolean =>
  typeof step === 'object' && 'field' in step && step.field.name === name;

/** The name of a map's member in a made document. */
const MEMBER = 'key';

function partAt(type: AvroType, step: Step): AvroType {
  if (typeof step === 'object') return 'field' in step ? step.field.type : step.branch;
  if (type.kind === 'array') return type.items;
  if (type.kind === 'map') return type.values;
  throw new TypeError(`A ${type.kind} has no ${step}.`);
}

/** The path in the document's JSON, where an unwrapped union is no step. */
function stepsInDocument(type: AvroType, path: readonly Step[]): readonly (string | number)[] {
  const [step, ...rest] = path;
  if (step === undefined) return [];
  const inner = partAt(type, step);
  const steps = stepsInDocument(inner, rest);
  if (type.kind === 'union') return isBare(type) || inner.kind === 'null' ? steps : [branchName(inner), ...steps];
  if (typeof step === 'object' && 'field' in step) return [step.field.name, ...steps];
  return [step === 'item' ? 0 : MEMBER, ...steps];
}
