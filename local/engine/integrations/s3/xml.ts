/** An element with text, elements in it, or several of one name; what is undefined is left out. */
export type XmlContent = string | number | boolean | XmlElements | readonly XmlElements[] | undefined;
export type XmlElements = { readonly [name: string]: XmlContent };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function xmlDocument(root: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elements(root)}`;
}

function elements(content: XmlElements): string {
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlContent): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  const inner = typeof value === 'object' ? elements(value) : escaped(String(value));
  return `<${name}>${inner}</${name}>`;
}

function isList(value: XmlContent): value is readonly XmlElements[] {
  return Array.isArray(value);
}

/** Control characters have no place in XML; S3 itself asks to list with `encoding-type=url` where keys hold them. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(/[\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
