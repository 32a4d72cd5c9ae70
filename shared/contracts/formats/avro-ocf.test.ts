import avsc from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_CODECS } from '../../compression/index.ts';
import type { BlockCodec } from '../avro/block-codec.ts';
import { ByteWriter } from '../avro/byte-writer.ts';
import { MAX_BLOCK_BYTES, MAX_HEADER_BYTES, writeContainerFile } from '../avro/container.ts';
import type { AvroContract } from '../contract.ts';
import { ContractDecodeError, ContractEncodeError } from '../errors.ts';
import { ContainerReader, writeContainer } from './avro-ocf.ts';

const contractOf = (schema: unknown): AvroContract => {
  const text = JSON.stringify(schema);
  return { id: 'row@1', fingerprint: '', validate: () => [], schema: text, writers: { 1: text } };
};

const ROW = {
  type: 'record',
  name: 'Row',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'n', type: 'double' },
  ],
};
const contract = contractOf(ROW);

const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ text: `row ${n} `.repeat(20), n }));

/** Reads a container file with avsc. */
async function readWithAvsc(file: Uint8Array): Promise<unknown[]> {
  const decoder = new avsc.streams.BlockDecoder();
  decoder.end(Buffer.from(file));
  return (await decoder.toArray()).map((row) => ({ ...(row as object) }));
}

function readAll(file: Uint8Array, by = contract, chunkBytes = file.length, codecs = BLOCK_CODECS): unknown[] {
  const reader = new ContainerReader(by, codecs);
  const values: unknown[] = [];
  for (let at = 0; at < file.length; at += chunkBytes) values.push(...reader.push(file.subarray(at, at + chunkBytes)));
  reader.end();
  return values;
}

function refusal(file: Uint8Array, by = contract) {
  try {
    readAll(file, by);
  } catch (error) {
    if (error instanceof ContractDecodeError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

const codecs: readonly (readonly [string, BlockCodec | undefined])[] = [
  ['null', undefined],
  ...BLOCK_CODECS.map((codec) => [codec.name, codec] as const),
];

test.each([0, 1, 2_000])('container - avsc reads %i rows as they were written', async (count) => {
  const rows = rowsOf(count);
  expect(await readWithAvsc(writeContainer(contract, rows))).toEqual(rows);
});

test.each(codecs)('container - with codec %s gives back what was written, in chunks of any size', (_, codec) => {
  const rows = rowsOf(2_000);
  const file = writeContainer(contract, rows, codec);
  for (const chunkBytes of [file.length, 1_000, 64 * 1024]) expect(readAll(file, contract, chunkBytes)).toEqual(rows);
  const small = writeContainer(contract, rows.slice(0, 3), codec);
  expect(readAll(small, contract, 1)).toEqual(rows.slice(0, 3));
});

test('container - the same rows give the same bytes, other rows another sync marker', () => {
  const [file, again, other] = [rowsOf(3), rowsOf(3), rowsOf(4)].map((rows) => writeContainer(contract, rows));
  expect(again).toEqual(file);
  expect(other?.slice(-16)).not.toEqual(file?.slice(-16));
});

test('container - a row that does not fit is refused', () => {
  expect(() => writeContainer(contract, [{ text: 1, n: 1 }])).toThrow(ContractEncodeError);
});

test('container - what another schema wrote is read as the contract says', () => {
  const older = contractOf({
    ...ROW,
    name: 'old.Row',
    fields: [
      { name: 'n', type: 'int' },
      { name: 'x', type: 'bytes' },
    ],
  });
  const newer = contractOf({ ...ROW, fields: [{ name: 'text', type: 'string', default: '-' }, ROW.fields[1]] });
  expect(readAll(writeContainer(older, [{ n: 7, x: 'AA==' }]), newer)).toEqual([{ text: '-', n: 7 }]);
});

test('container - a block is given out before the next one has come', () => {
  const file = writeContainer(contract, rowsOf(2_000));
  const values = [...new ContainerReader(contract, []).push(file.subarray(0, file.length / 2))];
  expect(values.length).toBeGreaterThan(500);
  expect(values).toEqual(rowsOf(2_000).slice(0, values.length));
});

const sync = new Uint8Array(16).fill(7);
const header = { schema: JSON.stringify(ROW), codec: 'null', sync };
const oneRow = Uint8Array.of(2, 0x78, ...new Uint8Array(8));
const fileOf = (block: { count: number; bytes: Uint8Array }, rest: Partial<typeof header> = {}) =>
  writeContainerFile({ ...header, ...rest }, [block]);
const sound = fileOf({ count: 1, bytes: oneRow });

/** A header and a block's first numbers, followed by nothing. */
function claiming(count: number | bigint, size: number | bigint): Uint8Array {
  const to = new ByteWriter();
  to.fixed(writeContainerFile(header, []));
  to.long(count);
  to.long(size);
  return to.written;
}

/** A header whose metadata begins with these numbers. */
function metadata(...numbers: readonly (number | bigint)[]): Uint8Array {
  const to = new ByteWriter();
  to.fixed(Uint8Array.of(0x4f, 0x62, 0x6a, 1));
  for (const number of numbers) to.long(number);
  return to.written;
}

const bomb = (name: string) => {
  const codec = BLOCK_CODECS.find((each) => each.name === name);
  const bytes = codec?.compress(new Uint8Array(MAX_BLOCK_BYTES + 1)) ?? new Uint8Array();
  return fileOf({ count: 1, bytes }, { codec: name });
};

const chained = (depth: number) => `${'{"type":"array","items":'.repeat(depth)}"int"${'}'.repeat(depth)}`;

test.each<[reason: string, what: string, file: Uint8Array, message: string]>([
  ['not Avro', 'another file', new TextEncoder().encode('PK'), 'no container file'],
  ['not Avro', 'a file of Avro 1.2', Uint8Array.of(0x4f, 0x62, 0x6a, 0, 1, 2), 'version 0'],
  ['truncated', 'nothing', new Uint8Array(), 'ends too early'],
  ['truncated', 'a part of a header', sound.subarray(0, 50), 'ends too early'],
  ['truncated', 'a part of a block', sound.subarray(0, sound.length - 1), 'ends too early'],
  ['malformed', 'another marker', sound.map((byte, at) => (at === sound.length - 1 ? 8 : byte)), 'without the marker'],
  ['malformed', 'no schema', Uint8Array.from([...metadata(0), ...sync]), 'without a schema'],
  ['malformed', 'a block of a negative size', claiming(1, -1), 'negative'],
  ['malformed', 'a block of a negative count', claiming(-1, 1), 'negative'],
  ['too large', 'a huge block', claiming(1, 2n ** 60n), `more than ${MAX_BLOCK_BYTES} bytes`],
  ['too large', 'too many entries', Uint8Array.from([...metadata(2_000), ...new Uint8Array(5_000)]), 'entries'],
  [
    'too large',
    'a huge header',
    Uint8Array.from([...metadata(1, 2n ** 40n), ...new Uint8Array(MAX_HEADER_BYTES)]),
    'header',
  ],
  ['unknown codec', 'bzip2', fileOf({ count: 1, bytes: oneRow }, { codec: 'bzip2' }), '"bzip2" (null, deflate, snappy'],
  [
    'unknown codec',
    'a long name',
    fileOf({ count: 1, bytes: oneRow }, { codec: 'x'.repeat(5_000) }),
    `"${'x'.repeat(40)}"`,
  ],
  ['incompatible writer', 'a schema that is none', fileOf({ count: 1, bytes: oneRow }, { schema: '{' }), 'no JSON'],
  [
    'incompatible writer',
    'another schema',
    fileOf({ count: 1, bytes: oneRow }, { schema: '"int"' }),
    'int cannot be read',
  ],
  ['incompatible writer', 'a deep schema', fileOf({ count: 1, bytes: oneRow }, { schema: chained(5_000) }), 'deeper'],
  [
    'incompatible writer',
    'an endless list',
    fileOf({ count: 1, bytes: oneRow }, { schema: '['.repeat(100_000) }),
    'no JSON',
  ],
  ['malformed', 'a block that is no deflate', fileOf({ count: 1, bytes: oneRow }, { codec: 'deflate' }), 'no deflate'],
  ['malformed', 'a block that is no snappy', fileOf({ count: 1, bytes: oneRow }, { codec: 'snappy' }), 'no snappy'],
  ['malformed', 'a block that is no zstd', fileOf({ count: 1, bytes: oneRow }, { codec: 'zstandard' }), 'no zstandard'],
  ['too large', 'a bomb of deflate', bomb('deflate'), 'when inflated'],
  ['too large', 'a bomb of snappy', bomb('snappy'), 'when inflated'],
  ['too large', 'a bomb of zstandard', bomb('zstandard'), 'when inflated'],
  ['truncated', 'more values than bytes', fileOf({ count: 2, bytes: oneRow }), 'at /1/text: truncated'],
  ['trailing bytes', 'fewer values than bytes', fileOf({ count: 1, bytes: Uint8Array.of(...oneRow, 0) }), 'left over'],
])('container - refuses as %s: %s', (reason, _, file, message) => {
  const refused = refusal(file);
  expect(refused.reason).toBe(reason);
  expect(refused.message).toContain(message);
  expect(refused.message).toMatch(/^Cannot be read as row@1[ :]/);
});

test('container - values without bytes are counted over all blocks', () => {
  const nothings = contractOf({ ...ROW, fields: [] });
  const block = { count: 40_000, bytes: new Uint8Array() };
  const file = (blocks: number) =>
    writeContainerFile(
      { ...header, schema: nothings.schema },
      Array.from({ length: blocks }, () => block),
    );
  expect(readAll(file(1), nothings).length).toBe(40_000);
  expect(refusal(file(2), nothings).message).toContain('more values than there are bytes');
});

test('container - an error says which value it was', () => {
  const file = fileOf({ count: 2, bytes: Uint8Array.of(...oneRow, 4, 0xc3, 0x28, ...new Uint8Array(8)) });
  expect(refusal(file)).toMatchObject({ reason: 'not UTF-8', pointer: '/1/text' });
});

test('container - it matters nowhere how a file was cut', () => {
  const rows = rowsOf(300);
  const files = codecs.map(([, codec]) => writeContainer(contract, [...rows, ...rows], codec));
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...files), cuts, (file, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.floor(cut * file.length)).toSorted((a, b) => a - b), file.length];
      const reader = new ContainerReader(contract, BLOCK_CODECS);
      const values = places.flatMap((place, index) => [...reader.push(file.subarray(places[index - 1] ?? 0, place))]);
      reader.end();
      expect(values).toEqual([...rows, ...rows]);
    }),
    { numRuns: 100 },
  );
});

test('container - mutated files give values or a typed error', () => {
  const files = codecs.map(([, codec]) => writeContainer(contract, rowsOf(20), codec));
  const mutation = fc.record({
    file: fc.constantFrom(...files),
    at: fc.nat({ max: 5_000 }),
    byte: fc.nat({ max: 255 }),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    isCut: fc.boolean(),
  });
  fc.assert(
    fc.property(mutation, ({ file, at, byte, cut, isCut }) => {
      const place = at % file.length;
      const mutated = Uint8Array.from(file).fill(byte, place, place + 1);
      try {
        readAll(isCut ? mutated.subarray(0, cut * file.length) : mutated);
      } catch (error) {
        expect(error).toBeInstanceOf(ContractDecodeError);
      }
    }),
    { numRuns: 2_000 },
  );
});
