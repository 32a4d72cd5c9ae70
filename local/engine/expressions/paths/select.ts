import { ExpressionError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, setMember } from '../json.ts';
import { matches } from './match-filter.ts';
import { isDefinite, type Segment } from './path.ts';
import { applyPathFunction } from './path-functions.ts';

/** How many values one path may look at: `$..*..*` grows with the square of the data. */
const MAX_VISITED = 1_000_000;

/** The place that definite segments name, undefined when it is not there; the list of what others find. */
export function select(start: Json, segments: readonly Segment[]): Json | undefined {
  return new Selection(start).find(start, segments);
}

class Selection {
  private readonly document: Json;
  private visited = 0;

  constructor(document: Json) {
    this.document = document;
  }

  find(start: Json, segments: readonly Segment[]): Json | undefined {
    const last = segments.at(-1);
    if (last?.type === 'function') {
      const value = this.find(start, segments.slice(0, -1));
      return value === undefined ? undefined : applyPathFunction(last.name, value);
    }
    const found: Json[] = [];
    this.walk(start, segments, 0, found);
    return isDefinite(segments) ? found[0] : found;
  }

  private walk(value: Json, segments: readonly Segment[], index: number, found: Json[]): void {
    this.visit(1);
    const segment = segments[index];
    if (segment === undefined) {
      found.push(value);
      return;
    }
    if (segment.type === 'descend') {
      this.descend(value, segments, index + 1, found);
      return;
    }
    for (const child of this.children(value, segment, index === segments.length - 1)) {
      this.walk(child, segments, index + 1, found);
    }
  }

  /** The value itself and all that it holds, each before what it holds. */
  private descend(value: Json, segments: readonly Segment[], index: number, found: Json[]): void {
    this.walk(value, segments, index, found);
    for (const child of childrenOf(value)) {
      this.descend(child, segments, index, found);
    }
  }

  private children(value: Json, segment: Segment, isLast: boolean): Json[] {
    switch (segment.type) {
      case 'names':
        return isJsonObject(value) ? pickMembers(value, segment.names, isLast) : [];
      case 'indexes':
        return Array.isArray(value) ? pickItems(value, segment.indexes) : [];
      case 'slice':
        return Array.isArray(value) ? value.slice(segment.from ?? 0, segment.to ?? value.length) : [];
      case 'wildcard':
        return childrenOf(value);
      case 'filter':
        return (Array.isArray(value) ? value : [value]).filter((item) => {
          this.visit(1);
          return matches(segment.condition, {
            find: (path) => this.find(path.from === 'item' ? item : this.document, path.segments),
            step: (count) => this.visit(count),
          });
        });
      default:
        return [];
    }
  }

  private visit(count: number): void {
    this.visited += count;
    if (this.visited > MAX_VISITED) {
      throw new ExpressionError(`The path looks at more than ${MAX_VISITED} values`, { errorName: 'States.Runtime' });
    }
  }
}

function childrenOf(value: Json): Json[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isJsonObject(value) ? Object.values(value) : [];
}

/** Several names at the end of a path make one object of the members that are there. */
function pickMembers(object: JsonObject, names: readonly string[], isLast: boolean): Json[] {
  const present = names.filter((name) => Object.hasOwn(object, name));
  if (names.length === 1 || !isLast) {
    return present.map((name) => object[name] as Json);
  }
  const picked: JsonObject = {};
  for (const name of present) {
    setMember(picked, name, object[name] as Json);
  }
  return [picked];
}

function pickItems(items: readonly Json[], indexes: readonly number[]): Json[] {
  return indexes.map((index) => items.at(index)).filter((item) => item !== undefined);
}
