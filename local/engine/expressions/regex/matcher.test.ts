import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matcher, type RegexMatch } from './matcher.ts';
import { parsePattern } from './pattern.ts';
import { compilePattern } from './program.ts';

/** The platform's engine is the oracle: same matches at the same places, same groups. */

const MAX_MATCHES = 20;

function findOurs(pattern: RegExp, text: string): RegexMatch[] {
  const matcher = new Matcher(compilePattern(parsePattern(pattern)), text, { step: () => undefined });
  const found: RegexMatch[] = [];
  let from = 0;
  for (let match = matcher.find(from); match !== undefined; match = matcher.find(from)) {
    found.push(match);
    from = match.end + Number(match.end === match.start);
    if (from > text.length || found.length === MAX_MATCHES) break;
  }
  return found;
}

function findTheirs(pattern: RegExp, text: string): RegexMatch[] {
  return [...text.matchAll(pattern)].slice(0, MAX_MATCHES).map((match) => ({
    ...{ match: match[0], start: match.index, end: match.index + match[0].length },
    groups: match.slice(1),
  }));
}

const atom = fc.constantFrom(
  ...['a', 'b', 'c', 'ab', '.', '\\d', '\\w', '\\W', '\\s', '[ab]', '[^a]', '[a-c1]', '[^]', '[]', '\\.', '\\x61'],
  ...['\\u0062', '\\b', '\\B', '^', '$', '\\1', '\\2', '\\k<n>', '1', ' ', '-', '\\-', ']', '{', '\\/', '\\n', '\\0'],
  ...['\\c', '\\cA', '\\x6', '[\\]a]', '[\\b]', 'ſ', 'é', '\\8', '\\12', ''],
);
const quantifier = fc.constantFrom(
  '',
  '',
  '',
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{2}',
  '{0,2}',
  '{1,}',
  '{1,2}?',
  '{0}',
);
const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(atom, quantifier).map(([of, times]) => (/^(\^|\$|\\[bB]|)$/.test(of) ? of : of + times)),
    fc.tuple(tie('source'), tie('source')).map(([left, right]) => left + right),
    fc.tuple(tie('source'), tie('source')).map(([left, right]) => `(?:${left}|${right})`),
    fc.tuple(tie('source'), quantifier).map(([of, times]) => `(${of})${times}`),
    fc.tuple(tie('source'), quantifier).map(([of, times]) => `(?:${of})${times}`),
    fc.tuple(fc.constantFrom('=', '!', '<=', '<!'), tie('source')).map(([look, of]) => `(?${look}${of})`),
    fc.tuple(tie('source'), quantifier).map(([of, times]) => `(?=${of})${times}`),
    tie('source').map((of) => `(?<n>${of})`),
  ),
}));

const text = fc.string({ unit: fc.constantFrom(...'aaabbc1 AB-.\n]{\u017FéÉ\u0001k\\'), maxLength: 12 });

test('regular expressions - are matched as the platform matches them', () => {
  fc.assert(
    fc.property(source, fc.constantFrom('g', 'gi', 'gm', 'gim'), text, (written, flags, subject) => {
      const pattern = compiled(written, flags);
      fc.pre(pattern !== undefined);
      expect(findOurs(pattern, subject)).toEqual(findTheirs(pattern, subject));
    }),
    { numRuns: 5_000, seed: 262 },
  );
});

function compiled(written: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(written, flags);
  } catch {
    return undefined;
  }
}
