import type { WriterId } from '../contracts/index.ts';
import { type ConfluentSettings, confluentApi, oddAnswer } from './confluent-api.ts';
import { inlineAvro } from './inline-avro.ts';
import { languageOf, readReferences, registeredSchema } from './registered-schema.ts';
import { foreignFingerprint } from './schema-fingerprint.ts';
import { MAX_VERSIONS, type SchemaRegistry } from './schema-registry.ts';

/** A schema registry that speaks Confluent's REST API. Throws `SystemicRegistryError` for settings that are none. */
export function confluentRegistry(settings: ConfluentSettings): SchemaRegistry {
  const api = confluentApi(settings);
  return {
    schemaOf: async (id) => {
      const schema = registeredSchema(await api.get(pathOf(id)));
      if (schema === null) return null;
      const language = languageOf(schema);
      if (language !== 'avro') return { language, text: schema.schema };
      const references = await readReferences(api, schema);
      return {
        language,
        text: inlineAvro(
          schema.schema,
          references.map(({ text }) => text),
        ),
      };
    },
    idOf: async (subject, schema) => {
      const path = `/subjects/${encodeURIComponent(subject)}`;
      if (schema.language === 'avro') {
        // As it was registered, else as registries write what they were told to bring into one form.
        const found = idIn(await api.post(path, { schema: schema.text }));
        return found ?? idIn(await api.post(`${path}?normalize=true`, { schema: schema.text }));
      }
      const versions = (await api.get(`${path}/versions`)) as readonly number[] | null;
      for (const version of versions?.slice(-MAX_VERSIONS).reverse() ?? []) {
        const answer = await api.get(`${path}/versions/${version}`);
        const registered = registeredSchema(answer);
        if (registered !== null && foreignFingerprint(registered.schema) === schema.fingerprint) return idIn(answer);
      }
      return null;
    },
  };
}

function pathOf(writerId: WriterId): string {
  const [kind, id] = writerId.split(':');
  return kind === 'guid' ? `/schemas/guids/${id}` : `/schemas/ids/${id}`;
}

function idIn(answer: unknown): WriterId | null {
  if (answer === null) return null;
  const { id } = answer as { readonly id?: unknown };
  if (Number.isSafeInteger(id)) return `id:${id as number}`;
  throw oddAnswer();
}
