/** StringMatches: `*` stands for any text, `\*` and `\\` for themselves. Takes time in proportion to the text. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [first = '', ...rest] = literalsOf(pattern);
  const last = rest.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) {
    return false;
  }
  let from = first.length;
  for (const literal of rest) {
    const found = text.indexOf(literal, from);
    if (found < 0) {
      return false;
    }
    from = found + literal.length;
  }
  return from <= text.length - last.length;
}

/** What stands between the stars. */
function literalsOf(pattern: string): readonly string[] {
  const literals = [''];
  for (const [found, escaped] of pattern.matchAll(/\\([*\\])|\*|[^*\\]+|\\/g)) {
    if (found === '*') {
      literals.push('');
    } else {
      literals.push(`${literals.pop() ?? ''}${escaped ?? found}`);
    }
  }
  return literals;
}
