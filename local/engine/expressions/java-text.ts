import { isJsonObject, type Json, writeJson } from './json.ts';

/** As Java writes its values: text as it is, lists as `[a, b]`, objects as `{k=v, l=w}`. */
export function toJavaText(value: Json): string {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return `[${value.map(toJavaText).join(', ')}]`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => `${name}=${toJavaText(member)}`);
    return `{${members.join(', ')}}`;
  }
  return writeJson(value);
}
