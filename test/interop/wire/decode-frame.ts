import { decode, writerId } from '../../../shared/contracts/index.ts';
import { confluentRegistry } from '../../../shared/registries/confluent-registry.ts';
import { resolveWriters, type SchemaRegistry } from '../../../shared/registries/index.ts';
import { answersOf, startRegistryStub } from '../../../shared/registries/registry-stub.fixture.ts';
import { contractOf, type Frame, surroundingsOf } from './read-frames.ts';

/** What a frame says, the registry that its writer had standing in for the one that is asked. */
export async function decodeRecorded(frame: Frame): Promise<unknown> {
  if (frame.format === 'glue') return decodeWith(frame, knownFrom(frame));
  await using stub = await startRegistryStub(answersOf(answersFrom(frame)));
  return await decodeWith(frame, confluentRegistry({ url: stub.url, credentials: async () => ({}) }));
}

/** What a frame says, a registry being asked for its writer. */
export async function decodeWith(frame: Frame, registry: SchemaRegistry): Promise<unknown> {
  const bytes = Buffer.from(frame.value, 'base64');
  const { headers } = surroundingsOf(frame, new Map());
  const id = writerId(frame.format, bytes, headers);
  const writers = await resolveWriters(id === null ? [] : [id], registry);
  return decode(frame.format, contractOf(frame), bytes, { headers, writers });
}

const LANGUAGES = { AVRO: 'avro', JSON: 'json-schema' } as const;

const knownFrom = ({ writers }: Frame): SchemaRegistry => ({
  schemaOf: async (id) => {
    const writer = writers[id];
    return writer === undefined ? null : { language: LANGUAGES[writer.schemaType], text: writer.schema };
  },
  idOf: async () => null,
});

function answersFrom({ writers }: Frame): Record<string, unknown> {
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
