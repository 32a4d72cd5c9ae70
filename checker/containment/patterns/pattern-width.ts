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
