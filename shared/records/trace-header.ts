import { lastHeader } from './dead-letter.ts';
import type { RecordHeader } from './ingress-record.ts';

/** https://www.w3.org/TR/trace-context/#traceparent-header; of later versions only what the first one has is read. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{8})([0-9a-f]{24})-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])/;

const SAMPLED = 1;

/**
 * The trace that a record's `traceparent` header continues, as X-Ray writes it, or null when it continues none. The two
 * write the same id: X-Ray puts a dash after its first eight digits.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function xrayTraceHeader(headers: readonly RecordHeader[]): string | null {
  const bytes = lastHeader(headers, 'traceparent');
  const [, epoch, rest, parent, flags] = (bytes && TRACEPARENT.exec(new TextDecoder().decode(bytes))) ?? [];
  if (flags === undefined) return null;
  return `Root=1-${epoch}-${rest};Parent=${parent};Sampled=${Number.parseInt(flags, 16) & SAMPLED}`;
}
