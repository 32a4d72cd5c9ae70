import { expect, test } from 'vitest';
import { decode, writerId } from '../../../shared/contracts/index.ts';
import { confluentRegistry } from '../../../shared/registries/confluent-registry.ts';
import { answersOf, startRegistryStub } from '../../../shared/registries/registry-stub.fixture.ts';
import { resolveWriters } from '../../../shared/registries/resolve-writers.ts';
import { contractOf, type Frame, recordedFrames, surroundingsOf } from './read-frames.ts';

test.each(recordedFrames().map((frame) => [frame.name, frame] as const))(
  'recorded frames - reads %s',
  async (_, frame) => {
    await using stub = await startRegistryStub(answersOf(registryOf(frame)));
    const registry = confluentRegistry({ url: stub.url, credentials: async () => ({}) });
    const bytes = Buffer.from(frame.value, 'base64');
    const { headers } = surroundingsOf(frame, new Map());
    const id = writerId(frame.format, bytes, headers);
    const writers = await resolveWriters(id === null ? [] : [id], registry);
    expect(decode(frame.format, contractOf(frame), bytes, { headers, writers })).toEqual(frame.json);
  },
);

/** The answers of the registry that the frame's writer had. */
function registryOf({ writers }: Frame): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const [id, { schemaType, schema, references }] of Object.entries(writers)) {
    const [kind, text] = id.split(':');
    const named = references.map((_, index) => ({ name: `r${index}`, subject: `r/${index}`, version: 1 }));
    answers[`GET /schemas/${kind === 'id' ? 'ids' : 'guids'}/${text}`] = { schemaType, schema, references: named };
    for (const [index, reference] of references.entries()) {
      answers[`GET /subjects/r%2F${index}/versions/1`] = {
        subject: `r/${index}`,
        version: 1,
        id: 9,
        schema: reference,
      };
    }
  }
  return answers;
}
