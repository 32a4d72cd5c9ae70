import { eventIdentity } from '../contracts/index.ts';
import { lastHeader } from './dead-letter.ts';
import type { IngressRecord } from './ingress-record.ts';
import { asBuffer } from './record-bytes.ts';

/** What makes two records the same: their place, a header, a member of the value, or the event that they are. */
export type RecordIdentity =
  | { readonly kind: 'offset' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'pointer'; readonly pointer: string }
  | { readonly kind: 'cloudevents' };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that identifies a record, or null when the record has none: no such header, or no scalar at the pointer. */
export function identityOf(identity: RecordIdentity, record: IngressRecord, value: unknown): string | null {
  switch (identity.kind) {
    case 'offset':
      return `${record.partition}-${record.offset}`;
    case 'header':
      return textOf(lastHeader(record.headers, identity.name));
    case 'pointer':
      return scalarAt(value, identity.pointer);
    case 'cloudevents':
      return eventText(record);
  }
}

/** How a manifest writes an identity: `offset`, `header:event-id`, `pointer:/orderId`, `cloudevents`. */
export function identityText(identity: RecordIdentity): string {
  switch (identity.kind) {
    case 'offset':
      return 'offset';
    case 'header':
      return `header:${identity.name}`;
    case 'pointer':
      return `pointer:${identity.pointer}`;
    case 'cloudevents':
      return 'cloudevents';
  }
}

function textOf(bytes: Uint8Array | null): string | null {
  if (bytes === null || bytes.length === 0) return null;
  // Nearly all identities are; asking the strict decoder takes several times as long.
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return false;
  return true;
}

/**
 * An event's id, which readers know it by, then its source: a URI, without spaces, so that no two pairs are one text.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#id
 */
function eventText({ value, headers }: IngressRecord): string | null {
  const event = value === null ? null : eventIdentity(value, headers);
  if (event === null || /\s/.test(event.source)) return null;
  const text = `${event.id} ${event.source}`;
  return text.isWellFormed() ? text : null;
}

/** RFC 6901. Members that a value only inherits do not count. */
function scalarAt(value: unknown, pointer: string): string | null {
  const tokens = pointer.split('/').slice(1);
  const found = tokens.reduce<unknown>((at, token) => memberOf(at, unescapeToken(token)), value);
  // Half a surrogate pair has no bytes of its own: hashed, two such texts would be one.
  if (typeof found === 'string') return found !== '' && found.isWellFormed() ? found : null;
  return typeof found === 'number' || typeof found === 'boolean' ? `${found}` : null;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
