import { refusal } from '../runtime/index.ts';

/** Rows of a page where the caller names no number, or 0. */
const DEFAULT_PAGE = 100;

export function pageSize(maxResults: number | undefined): number {
  return maxResults || DEFAULT_PAGE;
}

/** Where the next page begins, in a form that nobody is tempted to make up. */
export function writeToken(position: string | number): string {
  return Buffer.from(JSON.stringify({ position })).toString('base64url');
}

/** Throws InvalidToken. */
export function readToken<T extends string | number>(token: string | undefined, type: 'string' | 'number'): T | null {
  if (token === undefined) return null;
  const position = parsed(token);
  if (typeof position !== type) throw refusal.invalidToken();
  return position as T;
}

function parsed(token: string): unknown {
  try {
    return (JSON.parse(Buffer.from(token, 'base64url').toString()) as { position?: unknown }).position;
  } catch {
    return undefined;
  }
}

/** The page out of one row more than it holds, and the token of the next where there is one. */
export function page<Row>(rows: readonly Row[], size: number, positionOf: (row: Row, next: Row) => string | number) {
  const shown = rows.slice(0, size);
  const [last, next] = [shown.at(-1), rows[size]];
  const nextToken = last === undefined || next === undefined ? undefined : writeToken(positionOf(last, next));
  return { shown, nextToken };
}
