import type { Json } from '../json.ts';
import type { Path } from './path.ts';

/** ResultPath: null discards the value, `$` replaces the target, else a copy with the value at the path. */
export function setAtPath(target: Json, path: Path | null, value: Json): Json {
  return path === null ? target : value;
}
