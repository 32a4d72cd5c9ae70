import { type Document, isCollection, isMap, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { type Json, parseJson } from '../expressions/index.ts';
import { type Diagnostic, locationOf, type Place } from './diagnostic.ts';
import { InvalidDefinitionError } from './errors.ts';
import { MAX_DEFINITION_LENGTH } from './limits.ts';

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
    throw unreadable(message, positionOfFault(text, message), error);
  }
}

/** JSON.parse does not always say where it stopped; the YAML reader, held to JSON's values, does. */
function positionOfFault(text: string, message: string): Position {
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset === undefined) {
    return linePosition(parseDocument(text, { schema: 'json' }).errors[0]);
  }
  const before = text.slice(0, Number(offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function linePosition(error: YAMLError | undefined): Position {
  const place = error?.linePos?.[0];
  return place === undefined ? START : { line: place.line, column: place.col };
}

function readYaml(text: string): Json {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    throw unreadable(error.message.split('\n')[0] ?? error.code, linePosition(error), error);
  }
  keepLiterals(document);
  try {
    return document.toJS() as Json;
  } catch (problem) {
    // An alias that has no anchor, or too many of them.
    const message = problem instanceof Error ? problem.message : String(problem);
    throw unreadable(message, START, problem);
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Numbers that JSON knows become what they are in JSON text, where they keep their literal. */
function keepLiterals(document: Document): void {
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'number' && node.source !== undefined && JSON_NUMBER.test(node.source)) {
        node.value = parseJson(node.source);
      }
    },
  });
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
