/** What the ingress function says it did with a record, or with the records of a batch. */
export type AuditEntry = {
  readonly outcome: AuditedOutcome;
  readonly workflow: string;
  readonly topic: string;
  readonly partition: number;
  readonly first: number;
  readonly last: number;
  readonly executionName: string | null;
  readonly errorClass: string | null;
  readonly reason: string | null;
};

export type AuditedOutcome = 'started' | 'startedBefore' | 'rejected' | 'skipped';

/** The words of functions/kafka-ingress/tell.ts. Records handed back come again, so that is no outcome. */
const OUTCOMES: Readonly<Record<string, AuditedOutcome>> = {
  'execution started': 'started',
  'execution was started before': 'startedBefore',
  'name clash': 'rejected',
  'record rejected': 'rejected',
  'tombstone skipped': 'skipped',
};

/** Reads a piece of a function's output; null when it is no line of the audit log. */
export function readAuditLine(text: string): AuditEntry | null {
  if (!text.startsWith('{') || !text.includes('"audit"')) return null;
  const line = parseObject(text);
  const audit = line?.audit as Record<string, unknown> | undefined;
  const outcome = OUTCOMES[String(line?.message)];
  if (outcome === undefined || audit === undefined || typeof audit.offset !== 'number') return null;
  return {
    outcome,
    workflow: String(audit.workflow),
    topic: String(audit.topic),
    partition: Number(audit.partition),
    first: audit.offset,
    last: typeof audit.last === 'number' ? audit.last : audit.offset,
    executionName: textOrNull(audit.execution),
    errorClass: textOrNull(audit.errorClass),
    reason: textOrNull(audit.reason),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
