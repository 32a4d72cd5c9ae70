/** JSON pointer (RFC 6901) of a path; the empty path is the whole value. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
