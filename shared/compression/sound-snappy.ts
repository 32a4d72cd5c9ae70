/** A literal whose length stands in up to four bytes of its own says so by a length beyond this. */
const LONGEST_IN_TAG = 60;
/** Bytes of a tag and its offset, by the tag's last two bits. Those of a literal are its tag alone. */
const ELEMENT_BYTES = [1, 2, 3, 5] as const;

/**
 * How many bytes a snappy block inflates to, or null where it is none. Looks at every element: snappyjs, which inflates
 * them, takes a literal's length for a negative one and never ends.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export function soundSnappyLength(bytes: Buffer): number | null {
  const { value: length, end } = varint(bytes);
  let inflated = 0;
  let at = end;
  while (at < bytes.length) {
    const tag = bytes[at] as number;
    const kind = (tag & 3) as 0 | 1 | 2 | 3;
    at += ELEMENT_BYTES[kind];
    let size = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    if (kind === 0) {
      const lengthBytes = Math.max(0, size - LONGEST_IN_TAG);
      if (at + lengthBytes > bytes.length) return null;
      if (lengthBytes > 0) size = bytes.readUIntLE(at, lengthBytes) + 1;
      at += lengthBytes + size;
    }
    inflated += size;
  }
  return end > 0 && at === bytes.length && inflated === length ? length : null;
}

/** 32 bits, seven a byte. */
function varint(bytes: Buffer): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = 0; at < 5; at++) {
    const byte = bytes[at] ?? 0xff;
    value += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return { value: -1, end: 0 };
}
