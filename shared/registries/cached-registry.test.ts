import { expect, test } from 'vitest';
import type { WriterId } from '../contracts/index.ts';
import { AWAY_MS, cachedRegistry, FRESH_MS, MAX_ENTRIES, STALE_MS, UNKNOWN_MS } from './cached-registry.ts';
import { TransientRegistryError } from './errors.ts';
import { resolveWriters } from './resolve-writers.ts';

const SCHEMA = { language: 'avro', text: '"string"' } as const;

function setUp() {
  const asked: string[] = [];
  const world = { now: 0, isAway: false, known: new Set<string>(['id:1']) };
  const answer = async <Answer>(question: string, found: Answer): Promise<Answer | null> => {
    asked.push(question);
    if (world.isAway) throw new TransientRegistryError('away');
    return world.known.has(question) ? found : null;
  };
  const registry = cachedRegistry(
    {
      schemaOf: (id) => answer(id, { ...SCHEMA }),
      idOf: (subject, schema) => answer<WriterId>(`${subject} ${JSON.stringify(schema)}`, 'id:7'),
    },
    () => world.now,
  );
  return { registry, asked, world };
}

test('registry cache - asks once for what it knows, and gives the same object', async () => {
  const { registry, asked, world } = setUp();
  const first = await registry.schemaOf('id:1');
  world.now = FRESH_MS - 1;
  expect(await registry.schemaOf('id:1')).toBe(first);
  expect(asked).toEqual(['id:1']);
  world.now = FRESH_MS;
  await registry.schemaOf('id:1');
  expect(asked).toEqual(['id:1', 'id:1']);
});

test('registry cache - many who wait ask once', async () => {
  const { registry, asked } = setUp();
  await Promise.all(Array.from({ length: 50 }, () => registry.schemaOf('id:1')));
  await Promise.all(Array.from({ length: 50 }, () => registry.schemaOf('id:2')));
  expect(asked).toEqual(['id:1', 'id:2']);
});

test('registry cache - asks again soon for what was not known', async () => {
  const { registry, asked, world } = setUp();
  expect(await registry.schemaOf('id:2')).toBe(null);
  world.known.add('id:2');
  world.now = UNKNOWN_MS - 1;
  expect(await registry.schemaOf('id:2')).toBe(null);
  world.now = UNKNOWN_MS;
  expect(await registry.schemaOf('id:2')).toEqual(SCHEMA);
  expect(asked).toEqual(['id:2', 'id:2']);
});

test('registry cache - knows what it knew while the registry is away, but not for ever', async () => {
  const { registry, asked, world } = setUp();
  await registry.schemaOf('id:1');
  world.isAway = true;
  world.now = FRESH_MS;
  expect(await registry.schemaOf('id:1')).toEqual(SCHEMA);
  expect(await registry.schemaOf('id:1')).toEqual(SCHEMA);
  expect(asked).toEqual(['id:1', 'id:1']);
  world.now = FRESH_MS + AWAY_MS;
  expect(await registry.schemaOf('id:1')).toEqual(SCHEMA);
  expect(asked).toEqual(['id:1', 'id:1', 'id:1']);
  world.now = STALE_MS;
  await expect(registry.schemaOf('id:1')).rejects.toThrow(TransientRegistryError);
  await expect(registry.schemaOf('id:3')).rejects.toThrow(TransientRegistryError);
  world.isAway = false;
  expect(await registry.schemaOf('id:1')).toEqual(SCHEMA);
});

test('registry cache - ids that nobody knows push out none that somebody does', async () => {
  const { registry, asked } = setUp();
  await registry.schemaOf('id:1');
  for (let id = 2; id < MAX_ENTRIES + 10; id++) await registry.schemaOf(`id:${id}`);
  asked.length = 0;
  await registry.schemaOf('id:1');
  expect(asked).toEqual([]);
  await registry.schemaOf('id:2');
  expect(asked).toEqual(['id:2']);
});

test('registry cache - remembers the ids of schemas by subject', async () => {
  const { registry, asked, world } = setUp();
  world.known.add(`a-value ${JSON.stringify(SCHEMA)}`);
  expect(await registry.idOf('a-value', SCHEMA)).toBe('id:7');
  expect(await registry.idOf('a-value', { ...SCHEMA })).toBe('id:7');
  expect(await registry.idOf('b-value', SCHEMA)).toBe(null);
  world.known.add(`b-value ${JSON.stringify(SCHEMA)}`);
  expect(await registry.idOf('b-value', SCHEMA)).toBe('id:7');
  expect(asked).toEqual(['a-value', 'b-value', 'b-value'].map((subject) => `${subject} ${JSON.stringify(SCHEMA)}`));
});

test('writers - each id of a batch is asked for once, a few at a time', async () => {
  const { registry, asked, world } = setUp();
  for (let id = 1; id <= 30; id++) world.known.add(`id:${id}`);
  const ids = Array.from({ length: 90 }, (_, index): WriterId => `id:${1 + (index % 45)}`);
  let most = 0;
  let now = 0;
  const counting = {
    ...registry,
    schemaOf: async (id: WriterId) => {
      most = Math.max(most, ++now);
      const schema = await registry.schemaOf(id);
      now--;
      return schema;
    },
  };
  const writers = await resolveWriters(ids, counting);
  expect(writers.size).toBe(30);
  expect(asked.length).toBe(45);
  expect(most).toBe(8);
});

test('writers - a registry that is away says so', async () => {
  const { registry, world } = setUp();
  world.isAway = true;
  await expect(resolveWriters(['id:1', 'id:2'], registry)).rejects.toThrow(TransientRegistryError);
});
