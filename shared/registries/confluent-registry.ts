import type { WriterId, WriterSchema } from '../contracts/index.ts';
import { type ConfluentSettings, confluentApi, oddAnswer } from './confluent-api.ts';
import { SystemicRegistryError } from './errors.ts';
import { inlineAvro } from './inline-avro.ts';
import { schemaFingerprint } from './schema-fingerprint.ts';
import { MAX_VERSIONS, type SchemaRegistry } from './schema-registry.ts';

/** Schemas that one refers to, and those that these refer to, in all. */
const MAX_REFERENCES = 100;

/** A schema registry that speaks Confluent's REST API. Throws `SystemicRegistryError` for settings that are none. */
export function confluentRegistry(settings: ConfluentSettings): SchemaRegistry {
  const api = confluentApi(settings);

  const referred = async (schema: RegisteredSchema, found: Map<string, string>): Promise<Map<string, string>> => {
    for (const { subject, version } of schema.references ?? []) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
      if (found.has(path)) continue;
      if (found.size >= MAX_REFERENCES) throw new SystemicRegistryError(`A schema refers to over ${MAX_REFERENCES}.`);
      const reference = schemaIn(await api.get(path));
      if (reference === null)
        throw new SystemicRegistryError(`A schema refers to ${subject} ${version}, which is not there.`);
      found.set(path, reference.schema);
      await referred(reference, found);
    }
    return found;
  };

  return {
    schemaOf: async (id) => {
      const schema = schemaIn(await api.get(pathOf(id)));
      if (schema === null) return null;
      const language = languageOf(schema);
      if (language !== 'avro') return { language, text: schema.schema };
      return { language, text: inlineAvro(schema.schema, [...(await referred(schema, new Map())).values()]) };
    },
    idOf: async (subject, schema) => {
      const path = `/subjects/${encodeURIComponent(subject)}`;
      if (schema.language === 'avro') return idIn(await api.post(`${path}?normalize=true`, { schema: schema.text }));
      const versions = (await api.get(`${path}/versions`)) as readonly number[] | null;
      for (const version of versions?.slice(-MAX_VERSIONS).reverse() ?? []) {
        const answer = await api.get(`${path}/versions/${version}`);
        const registered = schemaIn(answer);
        if (registered !== null && schemaFingerprint(registered.schema) === schema.fingerprint) return idIn(answer);
      }
      return null;
    },
  };
}

type RegisteredSchema = {
  readonly schema: string;
  readonly schemaType?: string;
  readonly references?: readonly { readonly subject: string; readonly version: number }[];
};

function pathOf(writerId: WriterId): string {
  const [kind, id] = writerId.split(':');
  return kind === 'guid' ? `/schemas/guids/${id}` : `/schemas/ids/${id}`;
}

const LANGUAGES: Readonly<Record<string, WriterSchema['language']>> = {
  AVRO: 'avro',
  JSON: 'json-schema',
  PROTOBUF: 'protobuf',
};

/** Old registries name no type, and know Avro alone. */
function languageOf({ schemaType = 'AVRO' }: RegisteredSchema): WriterSchema['language'] {
  const language = LANGUAGES[schemaType];
  if (language !== undefined) return language;
  throw new SystemicRegistryError(`The schema registry has a schema of type ${schemaType}, which is not known here.`);
}

function idIn(answer: unknown): WriterId | null {
  if (answer === null) return null;
  const { id } = answer as { readonly id?: unknown };
  if (Number.isSafeInteger(id)) return `id:${id as number}`;
  throw oddAnswer();
}

function schemaIn(answer: unknown): RegisteredSchema | null {
  if (answer === null) return null;
  if (typeof (answer as { schema?: unknown }).schema === 'string') return answer as RegisteredSchema;
  throw oddAnswer();
}
