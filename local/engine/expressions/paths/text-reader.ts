import { ExpressionSyntaxError } from '../errors.ts';

/** Reads a text from left to right; what it does not find is an ExpressionSyntaxError with the position. */
export class TextReader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  peek(): string {
    return this.text.charAt(this.position);
  }

  accept(token: string): boolean {
    const found = this.text.startsWith(token, this.position);
    this.position += found ? token.length : 0;
    return found;
  }

  expect(token: string): void {
    if (!this.accept(token)) {
      throw this.unexpected(`'${token}'`);
    }
  }

  expectEnd(): void {
    if (this.position < this.text.length) {
      throw this.unexpected('the end');
    }
  }

  /** The pattern must be sticky. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.position += found?.length ?? 0;
    return found;
  }

  skipBlanks(): void {
    this.match(/\s*/y);
  }

  readInteger(): number | null {
    this.skipBlanks();
    const digits = this.match(/-?\d{1,10}/y);
    this.skipBlanks();
    return digits === null ? null : Number(digits);
  }

  /** Text in single or double quotes. A backslash before that quote takes it as it is, any other stays: as on AWS. */
  readQuoted(): string {
    const quoted = this.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/suy);
    if (quoted === null) {
      throw this.unexpected('text in quotes');
    }
    const quote = quoted.charAt(0);
    return quoted.slice(1, -1).replaceAll(`\\${quote}`, quote);
  }

  unexpected(wanted: string): ExpressionSyntaxError {
    const found = this.position < this.text.length ? `'${this.peek()}'` : 'the end';
    return new ExpressionSyntaxError(`Expected ${wanted} but found ${found}`, {
      code: 'SCHEMA_VALIDATION_FAILED',
      expression: this.text,
      position: this.position,
    });
  }
}
