import { relative } from 'node:path';
import type { ContractId } from '../../shared/contracts/index.ts';
import { ProjectError, type ProjectErrorCode } from '../errors.ts';
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
  try {
    const value = JSON.parse(text);
    // The reader that knows places refuses that, and says where.
    if (hasMemberTwice(text, value)) parseSource(file, text);
    return { contract: id, value, mistakeAt };
  } catch (error) {
    if (error instanceof ProjectError) throw error;
    throw mistakeAt([], 'UNPARSABLE', {
      what: `This is no JSON: ${(error as Error).message}.`,
      fix: 'Correct the file.',
      cause: error,
    });
  }
}
