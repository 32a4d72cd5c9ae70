import { toJavaText } from '../java-text.ts';
import { isJsonObject, type Json, jsonTypeOf } from '../json.ts';
import type { Path, Segment } from './path.ts';
import { select } from './select.ts';

/** Why a definite path finds nothing, in the words of AWS's library. */
export function explainMissing(path: Path, start: Json | undefined): string {
  const { segments } = path;
  const missing = firstMissing(path, start);
  const parent = find(start, segments.slice(0, missing));
  const segment = segments[missing];
  if (segment?.type === 'names' && parent !== undefined && !isJsonObject(parent)) {
    return (
      `Expected to find an object with property ${describe(segment)} in path ${describePath(segments.slice(0, missing))} ` +
      `but found '${JAVA_TYPES[jsonTypeOf(parent)]}'. This is not a json object according to the JsonProvider: ` +
      `'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`
    );
  }
  if (segment?.type === 'indexes' && parent !== undefined && !Array.isArray(parent)) {
    return parent === null
      ? `The path ${describePath(segments.slice(0, missing))} is null`
      : `Filter: ${describe(segment)} can only be applied to arrays. Current context is: ${toJavaText(parent)}`;
  }
  return missing >= 0 && missing < segments.length - 1
    ? `Missing property in path ${describePath(segments.slice(0, missing + 1))}`
    : `No results for path: ${describePath(segments)}`;
}

const JAVA_TYPES = {
  null: 'null',
  boolean: 'java.lang.Boolean',
  number: 'java.lang.Integer',
  string: 'java.lang.String',
  array: 'java.util.ArrayList',
  object: 'java.util.LinkedHashMap',
} as const;

/** The name or index at which a path leads no further. */
export function missingStep(path: Path, start: Json): string {
  const segment = path.segments[firstMissing(path, start)];
  if (segment === undefined) {
    return '';
  }
  return segment.type === 'names' ? segment.names.join(',') : describe(segment);
}

function firstMissing({ segments }: Path, start: Json | undefined): number {
  return segments.findIndex((_, index) => find(start, segments.slice(0, index + 1)) === undefined);
}

function find(start: Json | undefined, segments: readonly Segment[]): Json | undefined {
  return start === undefined ? undefined : select(start, segments);
}

function describePath(segments: readonly Segment[]): string {
  return `$${segments.map(describe).join('')}`;
}

function describe(segment: Segment): string {
  switch (segment.type) {
    case 'names':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
    case 'indexes':
      return `[${segment.indexes.join(',')}]`;
    case 'slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'descend':
      return '..';
    case 'filter':
      return '[?]';
    case 'function':
      return `.${segment.name}()`;
  }
}
