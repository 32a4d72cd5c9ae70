import { JsonataError } from './errors.ts';
import { FunctionValue } from './function-value.ts';
import type { Value } from './values.ts';

/**
 * A regular expression is a function of a text: it answers the first match as an object whose `next` is a function
 * for the one after it. Anything else that behaves so can stand in for it.
 */
export function regexFunction(pattern: RegExp): FunctionValue {
  const matchFrom = (text: string, from: number): Value => {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match === null) {
      return undefined;
    }
    const end = match.index + match[0].length;
    const resumeAt = pattern.lastIndex;
    return {
      match: match[0],
      start: match.index,
      end,
      groups: match.slice(1),
      next: new FunctionValue(0, undefined, () => {
        const next = resumeAt >= text.length ? undefined : matchFrom(text, resumeAt);
        if (next !== undefined && (next as { match: Value }).match === '') {
          throw new JsonataError('D1004', { value: pattern.source });
        }
        return next;
      }),
    };
  };
  return new FunctionValue(1, undefined, ([text]) => (typeof text === 'string' ? matchFrom(text, 0) : undefined));
}
