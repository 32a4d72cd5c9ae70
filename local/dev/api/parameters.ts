import { ApiError } from '../errors.ts';
import type { ApiCall } from './route.ts';

/** A part of the path that the route's own pattern guarantees. */
export function pathText({ path }: ApiCall, name: string): string {
  return path[name] ?? '';
}

export function pathNumber(call: ApiCall, name: string): number {
  return wholeNumber(pathText(call, name), name);
}

export function queryNumber(
  { query }: ApiCall,
  name: string,
  { otherwise, max }: { readonly otherwise: number; readonly max: number },
): number {
  const text = query.get(name);
  return text === null ? otherwise : Math.min(wholeNumber(text, name), max);
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new ApiError(400, 'BAD_REQUEST', `${name} is no whole number: ${text}`);
}
