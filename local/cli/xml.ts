type Attributes = Readonly<Record<string, string | number>>;

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** `content` is XML. */
export function xmlElement(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>\n`;
}

/** Text as XML. XML 1.0 has no place at all for most control characters. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\P{Cc}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
