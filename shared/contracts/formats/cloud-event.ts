/**
 * Tells a CloudEvent's attributes from its data, in Kafka's and NATS's bindings. Owns neither what the data means nor
 * which attributes a workflow wants: the required ones are there, and `specversion` is one that is known.
 */
import { fromBase64 } from '../avro/base64.ts';
import { Unreadable } from './unreadable.ts';
import type { EventAttributes, WireHeaders } from './wire.ts';

/** `data` is JSON that the event itself carries, `bytes` is of the attribute `datacontenttype`. */
export type CloudEvent =
  | { readonly attributes: EventAttributes; readonly data: unknown }
  | { readonly attributes: EventAttributes; readonly bytes: Uint8Array };

export const STRUCTURED_EVENT = 'application/cloudevents+json';

/** What the media types of all event formats begin with. */
const EVENT_TYPES = 'application/cloudevents';
const SPEC_VERSION = '1.0';
const REQUIRED = ['id', 'source', 'type'] as const;

/** `ce_` in Kafka's binding, `ce-` in NATS's, where values are percent-encoded; in any letters. */
const ATTRIBUTE_HEADER = /^ce([_-])([a-z0-9]+)$/i;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The event that a record is. Throws `Unreadable`, or what `parseJson` throws for an event that is no JSON. */
export function readCloudEvent(
  bytes: Uint8Array,
  headers: WireHeaders,
  parseJson: (bytes: Uint8Array) => unknown,
): CloudEvent {
  const contentType = contentTypeOf(headers);
  const mediaType = contentType === null ? null : mediaTypeOf(contentType);
  if (mediaType === null || !mediaType.startsWith(EVENT_TYPES)) return { ...binaryEvent(headers, contentType), bytes };
  if (mediaType === STRUCTURED_EVENT) return structuredEvent(parseJson(bytes));
  throw new Unreadable('unsupported', `${mediaType}, where ${STRUCTURED_EVENT} can be read`);
}

/** The type of a content type, in small letters and without its parameters. Throws `Unreadable`. */
export function mediaTypeOf(contentType: string): string {
  const [, type] = /^\s*([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})\s*(?:;.*)?$/s.exec(contentType) ?? [];
  if (type === undefined) throw new Unreadable('malformed', 'a content type that is none');
  return type.toLowerCase();
}

function binaryEvent(headers: WireHeaders, contentType: string | null): { readonly attributes: EventAttributes } {
  const given: Record<string, string> = {};
  for (const [header, value] of headers) {
    const [, joint, name = ''] = ATTRIBUTE_HEADER.exec(header) ?? [];
    if (joint !== undefined) given[name.toLowerCase()] = joint === '-' ? percentDecoded(textOf(value)) : textOf(value);
  }
  return { attributes: checked({ ...given, ...(contentType !== null && { datacontenttype: contentType }) }) };
}

function structuredEvent(given: unknown): CloudEvent {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Unreadable('not a CloudEvent', 'the value is no JSON object');
  }
  const { data, data_base64: base64, ...others } = given as Record<string, unknown>;
  const texts = Object.entries(others).filter(([, value]) => value !== null);
  const attributes = checked(Object.fromEntries(texts));
  if ('data' in given && base64 !== undefined) throw new Unreadable('malformed', 'an event with data twice');
  if (base64 !== undefined) return { attributes, bytes: bytesOf(base64) };
  if ('data' in given) return { attributes, data };
  throw new Unreadable('malformed', 'an event without data');
}

/** What is no text among the attributes of an event, a number or a boolean, is an extension, and is left out. */
function checked(given: Readonly<Record<string, unknown>>): EventAttributes {
  const missing = REQUIRED.find((name) => typeof given[name] !== 'string' || given[name] === '');
  if (given.specversion === undefined) {
    throw new Unreadable('not a CloudEvent', 'there is no specversion: neither ce_ headers nor a structured event');
  }
  if (given.specversion !== SPEC_VERSION) throw new Unreadable('unsupported', `an event of no version ${SPEC_VERSION}`);
  if (missing !== undefined) throw new Unreadable('not a CloudEvent', `the attribute ${missing} is missing`);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string')) as EventAttributes;
}

function contentTypeOf(headers: WireHeaders): string | null {
  const isContentType = (name: string) => /^(content-type|ce-datacontenttype)$/i.test(name);
  const found = headers.findLast(([name]) => isContentType(name));
  return found === undefined ? null : textOf(found[1]);
}

function textOf(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    throw new Unreadable('not UTF-8', 'an attribute that is no text', { cause });
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new Unreadable('malformed', 'an attribute that is not percent-encoded well', { cause });
  }
}

function bytesOf(base64: unknown): Uint8Array {
  try {
    return fromBase64(String(base64));
  } catch (cause) {
    throw new Unreadable('malformed', 'data_base64 that is no base64', { cause });
  }
}
