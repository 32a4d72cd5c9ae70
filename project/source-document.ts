import { LineCounter, type Node, parseDocument } from 'yaml';
import { type Place, ProjectError } from './errors.ts';

/** A YAML or JSON file, read: its value, and where each part of it stands. */
export type SourceDocument = {
  readonly file: string;
  readonly value: unknown;
  /** The place of the node at a path; of the nearest one above it where there is none. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
};

/** Parses YAML 1.2, which JSON is part of. Throws `ProjectError` with the place where it is none. */
export function parseSource(file: string, text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const language = file.endsWith('.yaml') ? 'YAML' : 'JSON';
    throw new ProjectError('UNPARSABLE', {
      place: placeAt(error.pos[0]),
      what: `This is no ${language}: ${PLAINER[error.code] ?? error.message}`,
      fix: 'Correct the file at this place.',
      cause: error,
    });
  }
  const placeOf = (path: readonly (string | number)[]): Place => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return placeAt(node.range[0]);
    }
    return { file };
  };
  return { file, value: document.toJS(), placeOf };
}

/** What the parser says less well. */
const PLAINER: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this name is there twice.',
  RESOURCE_EXHAUSTION: 'it is nested too deep.',
};
