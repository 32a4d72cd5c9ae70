import type { WriterSchema } from '../contracts/index.ts';
import { type ConfluentApi, oddAnswer } from './confluent-api.ts';
import { SystemicRegistryError } from './errors.ts';

/** Schemas that one refers to, and those that these refer to, in all. */
const MAX_REFERENCES = 100;

/** A schema as Confluent's REST API answers it. */
export type RegisteredSchema = {
  readonly schema: string;
  readonly schemaType?: string;
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
};

/** A schema that another one refers to: `name` is what it is called there. */
export type Reference = { readonly name: string; readonly text: string };

/** Null where there was nothing to answer. */
export function registeredSchema(answer: unknown): RegisteredSchema | null {
  if (answer === null) return null;
  if (typeof (answer as { schema?: unknown }).schema === 'string') return answer as RegisteredSchema;
  throw oddAnswer();
}

const LANGUAGES: Readonly<Record<string, WriterSchema['language']>> = {
  AVRO: 'avro',
  JSON: 'json-schema',
  PROTOBUF: 'protobuf',
};

/** Old registries name no type, and know Avro alone. */
export function languageOf({ schemaType = 'AVRO' }: RegisteredSchema): WriterSchema['language'] {
  const language = LANGUAGES[schemaType];
  if (language !== undefined) return language;
  throw new SystemicRegistryError(`The schema registry has a schema of type ${schemaType}, which is not known here.`);
}

/** All schemas that one refers to, however far. */
export async function readReferences(api: ConfluentApi, schema: RegisteredSchema): Promise<readonly Reference[]> {
  const found = new Map<string, Reference>();
  const read = async ({ references = [] }: RegisteredSchema): Promise<void> => {
    for (const { name, subject, version } of references) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
      if (found.has(path)) continue;
      if (found.size >= MAX_REFERENCES) throw new SystemicRegistryError(`A schema refers to over ${MAX_REFERENCES}.`);
      const reference = registeredSchema(await api.get(path));
      if (reference === null) {
        throw new SystemicRegistryError(`A schema refers to ${subject} ${version}, which is not there.`);
      }
      found.set(path, { name, text: reference.schema });
      await read(reference);
    }
  };
  await read(schema);
  return [...found.values()];
}
