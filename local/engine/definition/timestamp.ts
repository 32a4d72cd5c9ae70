const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch; null where the text is no RFC 3339 timestamp with an upper case T and an offset. */
export function parseTimestamp(text: string): number | null {
  const at = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
