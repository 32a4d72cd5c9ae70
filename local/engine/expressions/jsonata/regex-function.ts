import { Matcher, type RegexMatch } from '../regex/matcher.ts';
import { parsePattern } from '../regex/pattern.ts';
import { compilePattern, PatternTooLargeError, type Program } from '../regex/program.ts';
import { JsonataError } from './errors.ts';
import { FunctionValue } from './function-value.ts';
import type { Run } from './run.ts';
import type { Value } from './values.ts';

/**
 * A regular expression is a function of a text: it answers the first match as an object whose `next` is a function
 * for the one after it. Anything else that behaves so can stand in for it.
 */
export class RegexFunction extends FunctionValue {
  readonly regex: Regex;

  constructor(pattern: RegExp) {
    const regex = new Regex(pattern);
    super(1, undefined, ([text], run) =>
      typeof text === 'string' ? matchObject(regex, text, regex.over(text, run).find(0)) : undefined,
    );
    this.regex = regex;
  }
}

export class Regex {
  private readonly pattern: RegExp;
  private program: Program | undefined;

  constructor(pattern: RegExp) {
    this.pattern = pattern;
  }

  over(text: string, run: Run): Matcher {
    this.program ??= this.compile();
    return new Matcher(this.program, text, run);
  }

  private compile(): Program {
    try {
      return compilePattern(parsePattern(this.pattern));
    } catch (error) {
      if (error instanceof PatternTooLargeError) {
        throw new JsonataError('pattern', { value: this.pattern.source, cause: error });
      }
      throw error;
    }
  }

  /** D1004 when the match is empty, as it would be found for ever. */
  after({ end }: RegexMatch, matcher: Matcher): RegexMatch | undefined {
    const found = end >= matcher.text.length ? undefined : matcher.find(end);
    if (found?.match === '') {
      throw new JsonataError('D1004', { value: this.pattern.source });
    }
    return found;
  }
}

function matchObject(regex: Regex, text: string, found: RegexMatch | undefined): Value {
  return (
    found && {
      ...found,
      next: new FunctionValue(0, undefined, (_args, run) =>
        matchObject(regex, text, regex.after(found, regex.over(text, run))),
      ),
    }
  );
}
