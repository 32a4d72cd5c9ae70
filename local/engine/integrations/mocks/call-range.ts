const RANGE = /^(\d{1,9})(?:-(\d{1,9}))?$/;

/** `0` or `1-3`: the first and the last call that an answer is for; null for what is no such range. */
export function parseCallRange(text: string): { readonly from: number; readonly to: number } | null {
  const [, first, last = first] = RANGE.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from <= to ? { from, to } : null;
}
