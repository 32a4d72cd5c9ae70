/** JSON pointer (RFC 6901) of a path; the empty path is the whole value. */
export function pointerOf(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const token of path) pointer += `/${typeof token === 'number' ? token : escaped(token)}`;
  return pointer;
}

/** Hardly any name wants it, and a great many are asked. */
const escaped = (name: string): string =>
  name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
