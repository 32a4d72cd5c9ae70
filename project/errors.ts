/** Where in a project something is wrong; line and column count from 1, absent where the file as a whole is meant. */
export type Place = { readonly file: string; readonly line?: number; readonly column?: number };

type ProjectErrorOptions = {
  readonly place: Place;
  readonly what: string;
  readonly fix: string;
  readonly cause?: unknown;
};

/**
 * The project's own files cannot be what they are: what is wrong, where, and what to do about it, a line each. Told to
 * the person who wrote the file; nothing in it is a payload.
 */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
  readonly code: ProjectErrorCode;
  readonly what: string;
  readonly fix: string;
  readonly place: Place;

  constructor(code: ProjectErrorCode, { place, what, fix, cause }: ProjectErrorOptions) {
    super(`${placeText(place)}: ${what}\n  ${fix}`, { cause });
    this.code = code;
    this.place = place;
    this.what = what;
    this.fix = fix;
  }

  get file(): string {
    return this.place.file;
  }

  get line(): number | null {
    return this.place.line ?? null;
  }
}

export type ProjectErrorCode =
  | 'UNREADABLE'
  | 'UNPARSABLE'
  | 'SHAPE'
  | 'BAD_NAME'
  | 'BAD_SCHEMA'
  | 'BAD_CONTRACT'
  | 'UNKNOWN_CONTRACT'
  | 'UNKNOWN_WORKFLOW'
  | 'UNKNOWN_FUNCTION'
  | 'UNKNOWN_SUBSTITUTION'
  | 'UNKNOWN_STATE'
  | 'BAD_MOCK'
  | 'DUPLICATE'
  | 'CONFLICT'
  | 'STALE';

/** `workflows/x/workflow.yaml:3:7`. */
export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
