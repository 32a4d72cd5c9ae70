import type { WriterSchema } from '../contracts/index.ts';
import { type ConfluentApi, oddAnswer } from './confluent-api.ts';

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
export const languageOf = ({ schemaType = 'AVRO' }: RegisteredSchema): WriterSchema['language'] =>
  LANGUAGES[schemaType] ?? 'other';

/** The schemas that one refers to, however far; it cannot be read without those that are missing, nor can its records. */
export async function readReferences(api: ConfluentApi, schema: RegisteredSchema): Promise<readonly Reference[]> {
  const found = new Map<string, Reference>();
  const read = async ({ references = [] }: RegisteredSchema): Promise<void> => {
    for (const { name, subject, version } of references) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
      if (found.has(path) || found.size >= MAX_REFERENCES) continue;
      const reference = registeredSchema(await api.get(path));
      if (reference === null) continue;
      found.set(path, { name, text: reference.schema });
      await read(reference);
    }
  };
  await read(schema);
  return [...found.values()];
}
