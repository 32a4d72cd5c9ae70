import { ALL_CHARS } from './char-set.ts';
import type { Pattern } from './parse-pattern.ts';

/** How many characters a pattern takes. */
export function widthOf(pattern: Pattern): readonly [least: number, most: number] {
  switch (pattern.kind) {
    case 'chars':
      return [1, 1];
    case 'sequence':
      return pattern.parts.map(widthOf).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'choice':
      return pattern.options.map(widthOf).reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)]);
    case 'repeat': {
      const [least, most] = widthOf(pattern.body);
      return [least * pattern.least, most === 0 ? 0 : most * pattern.most];
    }
    case 'backreference':
      return [0, Number.POSITIVE_INFINITY];
    default:
      return [0, 0];
  }
}

/** Whether the pattern, or a part of it, is so. */
export function hasPart(pattern: Pattern, isSo: (part: Pattern) => boolean): boolean {
  if (isSo(pattern)) return true;
  switch (pattern.kind) {
    case 'sequence':
      return pattern.parts.some((part) => hasPart(part, isSo));
    case 'choice':
      return pattern.options.some((option) => hasPart(option, isSo));
    case 'repeat':
    case 'ahead':
    case 'behind':
      return hasPart(pattern.body, isSo);
    default:
      return false;
  }
}

/** Whether it matches by more than the characters it takes. */
export const looksAround = (pattern: Pattern): boolean => hasPart(pattern, isLook);

export const looksBehind = (pattern: Pattern): boolean => hasPart(pattern, ({ kind }) => kind === 'behind');

const isLook = ({ kind }: Pattern): boolean =>
  kind === 'start' || kind === 'end' || kind === 'ahead' || kind === 'behind';

/**
 * A pattern that is found in every word in which this one is: without lookarounds, with anything for a backreference,
 * with no bounds of the word within repetitions.
 */
export function relaxed(pattern: Pattern, isRepeated = false): Pattern {
  switch (pattern.kind) {
    case 'sequence':
      return { ...pattern, parts: pattern.parts.map((part) => relaxed(part, isRepeated)) };
    case 'choice':
      return { ...pattern, options: pattern.options.map((option) => relaxed(option, isRepeated)) };
    case 'repeat':
      return { ...pattern, body: relaxed(pattern.body, true) };
    case 'start':
    case 'end':
      return isRepeated ? NOTHING : pattern;
    case 'ahead':
    case 'behind':
      return NOTHING;
    case 'backreference':
      return ANYTHING;
    default:
      return pattern;
  }
}

/** Matches the empty word. */
export const NOTHING: Pattern = { kind: 'sequence', parts: [] };

const ANYTHING: Pattern = {
  kind: 'repeat',
  body: { kind: 'chars', chars: ALL_CHARS },
  least: 0,
  most: Number.POSITIVE_INFINITY,
};
