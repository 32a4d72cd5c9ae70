import { MESSAGES, type MessageCode } from './messages.ts';

/** AWS's causes hold no more than 32,768 characters; a value that a message cannot show is not written out for it. */
const MAX_SHOWN_CHARACTERS = 30_000;
const MAX_SHOWN_VALUES = 10_000;
const MAX_SHOWN_DEPTH = 100;

export type ErrorInserts = {
  readonly value?: unknown;
  readonly value2?: unknown;
  readonly index?: number;
  readonly type?: string | undefined;
  readonly exp?: unknown;
  readonly functionName?: string;
  readonly message?: string;
  readonly token?: string;
  /** The error that was met inside. */
  readonly cause?: unknown;
};

/** An evaluation failed. `token` names the function or operator: the innermost one that knows fills it in. */
export class JsonataError extends Error {
  override readonly name = 'JsonataError';
  readonly code: MessageCode;
  token: string | undefined;
  private readonly inserts: ErrorInserts;

  constructor(code: MessageCode, inserts: ErrorInserts = {}) {
    super(code, { cause: inserts.cause });
    this.code = code;
    this.inserts = inserts;
    this.token = inserts.token;
  }

  /** The text that follows "threw an error during evaluation" in AWS's cause. */
  describe(): string {
    const inserts: Record<string, unknown> = { ...this.inserts, token: this.token };
    const text = MESSAGES[this.code]
      .replace(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => cut(String(inserts[name])))
      .replace(/\{\{(\w+)\}\}/g, (_, name: string) => cut(shown(inserts[name])));
    return /^[A-Z]\d/.test(this.code) ? `. ${this.code}: ${text}` : `: ${text}`;
  }
}

/** As JSON; what is too large or too deep for a message is told by three dots. */
function shown(value: unknown): string {
  let count = 0;
  const bounded = (item: unknown, depth: number): unknown => {
    count += 1;
    if (typeof item !== 'object' || item === null) {
      return typeof item === 'string' ? cut(item) : item;
    }
    if (count > MAX_SHOWN_VALUES || depth > MAX_SHOWN_DEPTH) {
      return '…';
    }
    if (Array.isArray(item)) {
      return item.slice(0, MAX_SHOWN_VALUES).map((member) => bounded(member, depth + 1));
    }
    return Object.fromEntries(Object.entries(item).map(([name, member]) => [name, bounded(member, depth + 1)]));
  };
  return String(JSON.stringify(bounded(value, 0)));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}
