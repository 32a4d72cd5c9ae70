import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Range,
  stringify,
  type YAMLMap,
} from 'yaml';
import { cutTo, isObject } from './inclusion.ts';
import { matchHistory } from './match-history.ts';
import type { EndStatus, Expectation, ExpectedEvent, Json, Outcome } from './scenario.ts';

/** What the scenario would have had to expect: of the same things, and where it expected nothing, of how it ended. */
export function expectationOf(expect: Expectation | null, outcome: Outcome): Expectation {
  const { status, path, output, error } = outcome;
  if (expect === null) return { status, path, ...endOf(status, output, error) };
  const unsaid = expect.outputIncludes === undefined ? output : undefined;
  return {
    ...(expect.status !== undefined && { status }),
    ...(expect.path !== undefined && { path }),
    ...(expect.output !== undefined && output !== undefined && { output }),
    ...(expect.outputIncludes !== undefined &&
      output !== undefined && { outputIncludes: cutTo(expect.outputIncludes, output) as Json }),
    ...(expect.error !== undefined && error !== null && { error }),
    ...(expect.status !== undefined && expect.status !== status && endOf(status, unsaid, error)),
    ...(expect.history !== undefined && { history: eventsOf(expect.history, outcome) }),
  };
}

function endOf(status: EndStatus, output: Json | undefined, error: string | null): Expectation {
  if (status !== 'SUCCEEDED') return error === null ? {} : { error };
  return output === undefined ? {} : { output };
}

function eventsOf(expected: readonly ExpectedEvent[], { history }: Outcome): readonly ExpectedEvent[] {
  return matchHistory(expected, history).flatMap(({ happened }) =>
    happened === null ? [] : [happened as ExpectedEvent],
  );
}

/** A scenario's text with another expectation, whose comments stay. Nothing else of the text changes. */
export function updateExpectation(text: string, expect: Expectation): string {
  const document = parseDocument(text);
  const node = document.get('expect', true);
  if (!isMap(node) || node.items.length === 0) return insertExpectation(text, document, expect);
  const [start, end] = node.range as Range;
  // What stands before the first and behind the last member is no part of the range, and stays as it is written.
  const alone = new Document(mergedMap(document, node, expect));
  node.commentBefore = null;
  node.comment = null;
  const indent = ' '.repeat(start - text.lastIndexOf('\n', start - 1) - 1);
  const lines = alone.toString({ lineWidth: 0 }).trimEnd().split('\n');
  const newline = text.slice(start, end).endsWith('\n') ? '\n' : '';
  return `${text.slice(0, start)}${lines.join(`\n${indent}`)}${newline}${text.slice(end)}`;
}

/** In the place of an empty one, else at the end. */
function insertExpectation(text: string, { contents }: Document, expect: Expectation): string {
  const written = stringify({ expect }, { lineWidth: 0 });
  const pairs = isMap(contents) ? contents.items : [];
  const pair = pairs.find(({ key }) => isScalar(key) && key.value === 'expect');
  if (pair === undefined) return `${text}${text.endsWith('\n') ? '' : '\n'}${written}`;
  const [key, value] = [pair.key, pair.value] as [Node, Node];
  const [start] = key.range as Range;
  const [, end] = value.range as Range;
  return `${text.slice(0, start)}${written.trimEnd()}${text.slice(end)}`;
}

/** The value as a node: the one that there is where it can say it. */
function merged(document: Document, node: unknown, value: unknown): Node {
  if (isCollection(node) && node.items.length === 0) return document.createNode(value);
  if (isMap(node) && isObject(value)) return mergedMap(document, node, value);
  if (isSeq(node) && Array.isArray(value)) {
    node.items = value.map((element, at) => merged(document, node.items[at], element));
    return node;
  }
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    node.value = value;
    return node;
  }
  return document.createNode(value);
}

function mergedMap(document: Document, map: YAMLMap, members: Readonly<Record<string, unknown>>): YAMLMap {
  for (const name of Object.keys(map.toJS(document))) if (!Object.hasOwn(members, name)) map.delete(name);
  for (const [name, member] of Object.entries(members)) map.set(name, merged(document, map.get(name, true), member));
  return map;
}
