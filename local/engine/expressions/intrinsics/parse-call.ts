import { ExpressionSyntaxError } from '../errors.ts';
import type { Json } from '../json.ts';
import { parseJson } from '../json.ts';
import { readPath } from '../paths/parse-path.ts';
import type { Path } from '../paths/path.ts';
import { TextReader } from '../paths/text-reader.ts';
import { type IntrinsicName, isIntrinsicName } from './registry.ts';

/** AWS: "within a field in your workflow, you can nest up to 10 intrinsic functions". */
export const MAX_INTRINSIC_NESTING = 10;

export type IntrinsicCall = {
  readonly type: 'call';
  /** As written, for errors. */
  readonly text: string;
  readonly name: IntrinsicName;
  readonly arguments: readonly IntrinsicArgument[];
};

export type IntrinsicArgument =
  | IntrinsicCall
  | { readonly type: 'literal'; readonly value: Json }
  | { readonly type: 'path'; readonly path: Path };

/** Parses `States.Format('{}', $.name)`; throws ExpressionSyntaxError. */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new TextReader(text);
  const call = readCall(reader, 1);
  reader.skipBlanks();
  reader.expectEnd();
  return call;
}

function readCall(reader: TextReader, depth: number): IntrinsicCall {
  const start = reader.position;
  const name = reader.match(/States\.[A-Za-z0-9]+/y);
  if (name === null || !isIntrinsicName(name)) {
    throw syntaxError(reader, start, `Unknown intrinsic function ${name ?? ''}`);
  }
  if (depth > MAX_INTRINSIC_NESTING) {
    throw syntaxError(reader, start, `Intrinsic functions are nested more than ${MAX_INTRINSIC_NESTING} deep`);
  }
  reader.skipBlanks();
  reader.expect('(');
  reader.skipBlanks();
  const args: IntrinsicArgument[] = [];
  if (!reader.accept(')')) {
    do {
      reader.skipBlanks();
      args.push(readArgument(reader, depth));
      reader.skipBlanks();
    } while (reader.accept(','));
    reader.expect(')');
  }
  return { type: 'call', text: reader.text.slice(start, reader.position), name, arguments: args };
}

function readArgument(reader: TextReader, depth: number): IntrinsicArgument {
  switch (reader.peek()) {
    case '$':
      return { type: 'path', path: readPath(reader) };
    case "'":
      return { type: 'literal', value: readText(reader) };
    case 'S':
      return readCall(reader, depth + 1);
    default: {
      const token = reader.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y);
      if (token === null) {
        throw reader.unexpected('an argument: a path, text in single quotes, a number, true, false, null or a call');
      }
      return { type: 'literal', value: parseJson(token) };
    }
  }
}

/** Only quotes, backslashes and braces may be escaped; braces stay so, for States.Format tells them from `{}`. */
function readText(reader: TextReader): string {
  const quoted = reader.match(/'(?:[^'\\]|\\['\\{}])*'/suy);
  if (quoted === null) {
    throw reader.unexpected("text in single quotes, in which \\ stands only before ', \\, { and }");
  }
  return quoted.slice(1, -1).replace(/\\(['\\])/g, '$1');
}

function syntaxError(reader: TextReader, position: number, message: string): ExpressionSyntaxError {
  return new ExpressionSyntaxError(message, { code: 'SCHEMA_VALIDATION_FAILED', expression: reader.text, position });
}
