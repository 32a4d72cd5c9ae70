export const WORD_BYTES = 4;

/**
 * Text that is written again and again, such as the names of members: its UTF-8 as words with the big end first, the last
 * one filled up. Nearly half of a record's text is such; one byte at a time takes longer, and so does a call that copies
 * so few.
 */
export type Phrase = {
  readonly words: Uint32Array;
  /** In bytes. */
  readonly length: number;
  /** All bits that a byte has. */
  readonly bits: number;
};

/** Of text that is Unicode. */
export function phraseOf(text: string): Phrase {
  const bytes = Buffer.from(text);
  const filled = Buffer.alloc(Math.ceil(bytes.length / WORD_BYTES) * WORD_BYTES);
  bytes.copy(filled);
  const words = Uint32Array.from({ length: filled.length / WORD_BYTES }, (_, at) =>
    filled.readUInt32BE(at * WORD_BYTES),
  );
  return { words, length: bytes.length, bits: bytes.reduce((bits, byte) => bits | byte, 0) };
}
