import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_CODECS, CompressionError, deflate, snappy, zstandard } from './index.ts';

const LIMIT = 100_000;
const byName = BLOCK_CODECS.map((codec) => [codec.name, codec] as const);
const asList = (bytes: Uint8Array | null) => bytes && [...bytes];

test.each(byName)('compression - %s gives back what it was given', (_, { compress, decompress }) => {
  const repetitive = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 40 })).map(([bytes, times]) => {
    return Buffer.concat(Array.from({ length: times }, () => bytes));
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 70_000 }), repetitive), (bytes) => {
      expect(asList(decompress(compress(bytes), LIMIT))).toEqual([...bytes]);
    }),
    { numRuns: 50 },
  );
});

test.each(byName)('compression - %s stops where more comes out than is allowed', (_, { compress, decompress }) => {
  const bomb = compress(new Uint8Array(50 * LIMIT));
  expect(bomb.length).toBeLessThan(5 * LIMIT);
  expect(decompress(bomb, LIMIT)).toBeNull();
  expect(decompress(compress(new Uint8Array(LIMIT)), LIMIT)?.length).toBe(LIMIT);
  expect(decompress(compress(new Uint8Array(LIMIT + 1)), LIMIT)).toBeNull();
});

test.each(byName)('compression - %s refuses any other bytes, at once', (_, { compress, decompress }) => {
  const sound = compress(Uint8Array.from({ length: 500 }, (_, at) => (at * at) % 251));
  const mutated = fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: sound.length }));
  const changed = mutated.map(([at, byte, end]) =>
    Uint8Array.from(sound)
      .fill(byte, at, at + 1)
      .subarray(0, end),
  );
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), changed), (bytes) => {
      try {
        const inflated = decompress(bytes, LIMIT);
        expect(inflated === null || inflated.length <= LIMIT).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(CompressionError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['nothing', []],
  ['less than a checksum', [0, 0, 0]],
  ['a literal of a negative length, which would be read for ever', [10, 0xfc, 0xfa, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
  ['a length beyond 32 bits', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
  ['a literal that ends too early', [5, 0x10, 1, 2, 0, 0, 0, 0]],
  ['less than its length', [9, 0x10, 1, 2, 3, 4, 5, 0, 0, 0, 0]],
  ['more than its length', [2, 0x10, 1, 2, 3, 4, 5, 0, 0, 0, 0]],
  ['a copy of what is not there', [6, 0x00, 1, 0x05, 9, 0, 0, 0, 0]],
  ['another checksum', [1, 0x00, 1, 0, 0, 0, 0]],
])('compression - snappy refuses %s', (_, bytes) => {
  expect(() => snappy.decompress(Uint8Array.from(bytes), LIMIT)).toThrow(CompressionError);
});

test('compression - each codec refuses the bytes of another', () => {
  const bytes = Uint8Array.from({ length: 500 }, (_, at) => at % 7);
  for (const [one, other] of [
    [deflate, snappy],
    [snappy, zstandard],
    [zstandard, deflate],
  ] as const) {
    expect(() => other.decompress(one.compress(bytes), LIMIT)).toThrow(
      expect.objectContaining({ name: 'CompressionError', code: 'COMPRESSION' }),
    );
  }
});
