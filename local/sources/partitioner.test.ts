import { expect, test } from 'vitest';
import { murmur2, partitionOfKey } from './partitioner.ts';

/** From Apache Kafka, clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java, testMurmur2. */
const KAFKAS: readonly (readonly [key: string, hash: number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

test.each(KAFKAS)('partitioner - hashes %s as Kafka does', (key, hash) => {
  expect(murmur2(Buffer.from(key))).toBe(hash);
});

test('partitioner - a negative hash still names a partition', () => {
  expect(partitionOfKey(Buffer.from('21'), 4)).toBe((-973932308 & 0x7fffffff) % 4);
});
