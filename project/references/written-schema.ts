import { relative } from 'node:path';
import type { ContractId } from '../../shared/contracts/index.ts';
import { type Place, ProjectError, type ProjectErrorCode } from '../errors.ts';
import type { SubjectVersion } from '../model.ts';
import { parseSource } from '../source-document.ts';
import { hasMemberTwice } from './member-twice.ts';

/** A version as its file says, before it is known what it refers to. */
export type WrittenVersion = Omit<SubjectVersion, 'deprecatedOn' | 'resolved' | 'references'>;

export type Members = Readonly<Record<string, unknown>>;
export type Steps = readonly (string | number)[];

/** A version's schema, read as JSON, and how to tell what is wrong in it. */
export type WrittenSchema = {
  readonly contract: ContractId;
  readonly value: unknown;
  readonly mistakeAt: (
    steps: Steps,
    code: ProjectErrorCode,
    said: { readonly what: string; readonly fix: string; readonly cause?: unknown },
  ) => ProjectError;
};

/** Throws `ProjectError` where the file is no JSON. `root` is the project's, which files are told from. */
export function readSchema(root: string, { id, path, text }: WrittenVersion): WrittenSchema {
  const file = relative(root, path);
  // Places are asked for when something is wrong, and only then is the file read with them.
  const placeOf = (steps: Steps) => parseSource(file, text).placeOf(steps);
  const mistakeAt: WrittenSchema['mistakeAt'] = (steps, code, said) =>
    new ProjectError(code, { place: placeOf(steps), ...said });
  const value = parseJson(file, text);
  if (isNestedDeeper(value, MAX_DEPTH)) {
    throw new ProjectError('BAD_SCHEMA', {
      place: { file },
      what: `The schema is nested deeper than ${MAX_DEPTH} levels.`,
      fix: 'Give parts of it a name and refer to them.',
    });
  }
  // The reader that knows places refuses that, and says where.
  if (hasMemberTwice(text, value)) parseSource(file, text);
  return { contract: id, value, mistakeAt };
}

/** Levels of objects and lists in a schema. What reads schemas goes into them by recursion. */
const MAX_DEPTH = 500;

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isNestedDeeper(part, levels - 1));
}

const BYTE_ORDER_MARK = '\ufeff';

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const marked = text.startsWith(BYTE_ORDER_MARK);
    throw new ProjectError('UNPARSABLE', {
      place: brokenPlace(file, text, error as Error),
      what: `This is no JSON: ${marked ? 'it starts with a byte order mark' : complaintOf(error as Error)}.`,
      fix: marked ? 'Save the file as UTF-8 without one.' : 'Correct the file at this place.',
      cause: error,
    });
  }
}

/** What `JSON.parse` says, without the text that it quotes and the place that it adds. */
const complaintOf = ({ message }: Error): string =>
  message.replace(/(?: in JSON)? at position .*$/s, '').replace(/, (?:\.{3})?".*" is not valid JSON$/s, '');

/** `JSON.parse` does not always tell the place; then the reader of YAML may have stopped at it too. */
function brokenPlace(file: string, text: string, { message }: Error): Place {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(message) ?? [];
  if (line !== undefined) return { file, line: Number(line), column: Number(column) };
  try {
    parseSource(file, text);
  } catch (error) {
    if (error instanceof ProjectError) return error.place;
    throw error;
  }
  return { file, line: 1, column: 1 };
}
