type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value has all of the part: of objects the members that the part has, of lists every element. */
export function includes(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(value) && value.length === part.length && part.every((each, at) => includes(value[at], each));
  }
  if (!isObject(part)) return value === part;
  return (
    isObject(value) &&
    Object.keys(part).every((name) => Object.hasOwn(value, name) && includes(value[name], part[name]))
  );
}

/** As much of a value as the part is about. */
export function cutTo(part: unknown, value: unknown): unknown {
  if (Array.isArray(part) && Array.isArray(value) && part.length === value.length) {
    return value.map((each, at) => cutTo(part[at], each));
  }
  if (!isObject(part) || !isObject(value)) return value;
  const names = Object.keys(part).filter((name) => Object.hasOwn(value, name));
  return Object.fromEntries(names.map((name) => [name, cutTo(part[name], value[name])]));
}
