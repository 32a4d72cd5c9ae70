import { isCollection, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Json, parseJson } from '../expressions/index.ts';
import { type Diagnostic, locationOf, type Place } from './diagnostic.ts';
import { InvalidDefinitionError } from './errors.ts';

/** A state machine's definition has at most 1 MiB: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_DEFINITION_LENGTH = 1_048_576;

type Position = { readonly line: number; readonly column: number };

/** Definition text as a value; `positionOf` reads the text again, so it is for diagnostics only. */
export type Source = { readonly value: Json; positionOf(place: Place): Position };

const START: Position = { line: 1, column: 1 };

/** Reads JSON, or else YAML. Throws InvalidDefinitionError where the text is neither. */
export function readSource(text: string): Source {
  if (text.length > MAX_DEFINITION_LENGTH) {
    throw unreadable(`A definition has at most ${MAX_DEFINITION_LENGTH} characters, this one ${text.length}`, START);
  }
  return { value: text.trimStart().startsWith('{') ? readJson(text) : readYaml(text), positionOf: positionsIn(text) };
}

function readJson(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    const before = text.slice(0, offset).split('\n');
    throw unreadable(message, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, error);
  }
}

function readYaml(text: string): Json {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    throw unreadable(error.message.split('\n')[0] ?? error.code, { line, column: col }, error);
  }
  return document.toJS() as Json;
}

function unreadable(message: string, position: Position, cause?: unknown): InvalidDefinitionError {
  const diagnostic: Diagnostic = { code: 'INVALID_JSON_DESCRIPTION', message, location: locationOf([]), ...position };
  return new InvalidDefinitionError([diagnostic], { cause });
}

/** Where the member stands, or the nearest thing around it that exists. JSON is read as the YAML that it also is. */
function positionsIn(text: string): (place: Place) => Position {
  const counter = new LineCounter();
  let contents: unknown;
  return (place) => {
    contents ??= parseDocument(text, { lineCounter: counter }).contents;
    let node = contents;
    let offset = 0;
    for (const step of place) {
      if (!isCollection(node) || !node.has(step)) {
        break;
      }
      const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
      const next: unknown = node.get(step, true);
      offset = startOf(pair?.key) ?? startOf(next) ?? offset;
      node = next;
    }
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
}

function startOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] | null } | undefined)?.range?.[0];
}
