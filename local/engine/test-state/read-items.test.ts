import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { itemsReadBy } from './read-items.ts';

function reader(ReaderConfig: object) {
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    ...{ StartAt: 'A', States: { A: { Type: 'Succeed' } } },
  };
  const ItemReader = {
    ...{ Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
    ReaderConfig,
  };
  const map = { Type: 'Map', ItemReader, ItemProcessor: processor, End: true };
  const state = parseDefinition(JSON.stringify({ StartAt: 'M', States: { M: map } })).scopes[0]?.states.get('M');
  return state?.type === 'Map' ? (state.distribution?.reader ?? null) : null;
}

test('item reader data - JSON is a list, or an object of named items', () => {
  const json = reader({ InputType: 'JSON' });
  expect(itemsReadBy(json, '[1.0, {"a": 2}]')?.items).toEqual({ values: ['1.0', '{"a":2}'], keys: null });
  expect(itemsReadBy(json, '{"x": 1}')?.items).toEqual({ values: ['1'], keys: ['x'] });
  expect(() => itemsReadBy(json, '7')).toThrow('MapItemReaderData must be');
  expect(() => itemsReadBy(json, '[')).toThrow('MapItemReaderData must be');
});

test('item reader data - ItemsPointer points at the items', () => {
  const pointing = reader({ InputType: 'JSON', ItemsPointer: '/a~1b/1' });
  expect(itemsReadBy(pointing, '{"a/b": [[], [3]]}')).toEqual({ items: { values: ['3'], keys: null }, pointed: '[3]' });
  expect(() => itemsReadBy(pointing, '{}')).toThrow('MapItemReaderData must be');
});

test('item reader data - of JSON lines each is an item, of CSV none is looked for', () => {
  expect(itemsReadBy(reader({ InputType: 'JSONL' }), '{"a":1}\n\n2\n')?.items).toEqual({
    values: ['{"a":1}', '2'],
    keys: null,
  });
  expect(itemsReadBy(reader({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }), 'a\n1')?.items.values).toEqual([]);
  expect(itemsReadBy(null, '[1]')).toBeNull();
});
