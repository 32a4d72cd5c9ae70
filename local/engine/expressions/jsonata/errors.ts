import { MESSAGES, type MessageCode } from './messages.ts';

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
      .replace(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => String(inserts[name]))
      .replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(JSON.stringify(inserts[name])));
    return /^[A-Z]\d/.test(this.code) ? `. ${this.code}: ${text}` : `: ${text}`;
  }
}
