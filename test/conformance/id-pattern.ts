/** A pattern for exactly these ids, as the runner's --filter takes it. */
export function idPattern(ids: readonly string[]): string {
  return `^(?:${ids.map((id) => id.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$`;
}
