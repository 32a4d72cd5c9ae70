import { ExpressionError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, setMember, writeJson } from '../json.ts';
import type { Path, Segment } from './path.ts';

/**
 * ResultPath: null discards the value, `$` replaces the target, else a copy with the value at the path, where objects
 * that are missing on the way are made. Fails with States.ReferencePathConflict where something else stands there.
 */
export function setAtPath(target: Json, path: Path | null, value: Json): Json {
  if (path === null) {
    return target;
  }
  const set = (current: Json | undefined, index: number): Json => {
    const segment = path.segments[index];
    if (segment === undefined) {
      return value;
    }
    const changed =
      segment.type === 'names'
        ? setMemberIn(current, segment, (member) => set(member, index + 1))
        : setItemIn(current, segment, (item) => set(item, index + 1));
    if (changed === undefined) {
      throw mismatch(path, target);
    }
    return changed;
  };
  return set(target, 0);
}

type Change = (value: Json | undefined) => Json;

function setMemberIn(
  current: Json | undefined,
  segment: Segment & { type: 'names' },
  change: Change,
): Json | undefined {
  const [name] = segment.names;
  if (name === undefined || (current !== undefined && !isJsonObject(current))) {
    return undefined;
  }
  const copy: JsonObject = { ...current };
  setMember(copy, name, change(current !== undefined && Object.hasOwn(current, name) ? current[name] : undefined));
  return copy;
}

function setItemIn(current: Json | undefined, segment: Segment, change: Change): Json | undefined {
  const index = segment.type === 'indexes' ? segment.indexes[0] : undefined;
  if (index === undefined || !Array.isArray(current) || index < 0 || index >= current.length) {
    return undefined;
  }
  return current.with(index, change(current[index]));
}

function mismatch(path: Path, target: Json): ExpressionError {
  return new ExpressionError(`Unable to apply ReferencePath ${path.text} to input ${writeJson(target)}`, {
    errorName: 'States.ReferencePathConflict',
  });
}
