import { isJsonObject, type Json } from '../../expressions/index.ts';

/** How the items of a list are named in a form. */
const ARRAY_FORMATS = {
  INDICES: (name: string, index: number) => `${name}[${index}]`,
  BRACKETS: (name: string) => `${name}[]`,
  REPEAT: (name: string) => name,
  COMMAS: null,
} as const satisfies Record<string, ((name: string, index: number) => string) | null>;

export type ArrayFormat = keyof typeof ARRAY_FORMATS;

export function isArrayFormat(name: unknown): name is ArrayFormat {
  return typeof name === 'string' && Object.hasOwn(ARRAY_FORMATS, name);
}

/**
 * A request's body as `application/x-www-form-urlencoded`. Members of objects are named `outer[inner]`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export function formEncoded(body: Json, format: ArrayFormat): string {
  const fields = isJsonObject(body)
    ? Object.entries(body).flatMap(([name, value]) => fieldsOf(name, value, format))
    : [];
  return fields.map(([name, value]) => `${nameEncoded(name)}=${encoded(value)}`).join('&');
}

type Field = readonly [name: string, value: string];

function fieldsOf(name: string, value: Json, format: ArrayFormat): readonly Field[] {
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([member, inner]) => fieldsOf(`${name}[${member}]`, inner, format));
  }
  if (!Array.isArray(value)) return [[name, textOf(value)]];
  const nameOf = ARRAY_FORMATS[format];
  if (nameOf === null) return [[name, value.map(textOf).join(',')]];
  return value.flatMap((item, index) => fieldsOf(nameOf(name, index), item, format));
}

export function textOf(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Brackets and commas stay, as AWS shows them. */
function nameEncoded(name: string): string {
  return encoded(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

export function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2C', ',');
}
