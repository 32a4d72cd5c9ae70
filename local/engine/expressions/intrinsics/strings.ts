import { toJavaText } from '../java-text.ts';
import type { Json } from '../json.ts';
import { randomUuid } from '../random-uuid.ts';

export const stringIntrinsics = {
  /** Splits at each of the separator's characters; empty parts are dropped. */
  'States.StringSplit': ([text, separators]: readonly Json[]) => {
    if (typeof text !== 'string' || typeof separators !== 'string') {
      return undefined;
    }
    const marks = new Set(separators);
    const parts = [''];
    for (const character of text) {
      if (marks.has(character)) {
        parts.push('');
      } else {
        parts.push(parts.pop() + character);
      }
    }
    return parts.filter((part) => part !== '');
  },

  'States.UUID': (_args: readonly Json[], random: () => number) => randomUuid(random),

  /** Each `{}` of the template takes the next argument; `\{` and `\}` are braces. */
  'States.Format': ([template, ...values]: readonly Json[]) => {
    if (typeof template !== 'string') {
      return undefined;
    }
    const places = template.match(PLACE_OR_ESCAPE)?.filter((part) => part === '{}').length ?? 0;
    if (places !== values.length) {
      return undefined;
    }
    const rest = values.values();
    return template.replace(PLACE_OR_ESCAPE, (part) =>
      part === '{}' ? toJavaText(rest.next().value ?? null) : part.charAt(1),
    );
  },
};

const PLACE_OR_ESCAPE = /\{\}|\\[{}\\]/g;
