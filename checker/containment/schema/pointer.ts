/** One step of a JSON pointer (RFC 6901). */
export const step = (name: string): string =>
  name.includes('/') || name.includes('~') ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${name}`;

/** The names along a pointer. */
export const namesAlong = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
