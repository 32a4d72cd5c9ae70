import type { Compatibility } from '../../project/index.ts';
import {
  type ConfluentApi,
  type ConfluentSettings,
  confluentApi,
  inlineAvro,
  languageOf,
  type Reference,
  readReferences,
  registeredSchema,
} from '../../shared/registries/index.ts';
import { bundleJsonSchema } from './bundle-json-schema.ts';
import type { CatalogVersion, SchemaCatalog } from './schema-catalog.ts';

/** The subjects of a registry that speaks Confluent's REST API. */
export function confluentCatalog(settings: ConfluentSettings): SchemaCatalog {
  const api = confluentApi(settings);
  const pathOf = (subject: string) => `/subjects/${encodeURIComponent(subject)}`;
  const configOf = (subject: string) => `/config/${encodeURIComponent(subject)}`;

  const compatibilityOf = async (subject: string): Promise<Compatibility | null> => {
    const config = (await api.get(configOf(subject))) as { readonly compatibilityLevel?: Compatibility } | null;
    return config?.compatibilityLevel ?? null;
  };

  return {
    subjects: async () => ((await api.get('/subjects')) as readonly string[] | null) ?? [],
    versionsOf: async (subject) => {
      const numbers = (await api.get(`${pathOf(subject)}/versions`)) as readonly number[] | null;
      const versions: CatalogVersion[] = [];
      for (const version of numbers ?? []) {
        const read = await readVersion(api, `${pathOf(subject)}/versions/${version}`, version);
        if (read !== null) versions.push(read);
      }
      return versions;
    },
    compatibilityOf,
    register: async (subject, { language, text }, compatibility) => {
      if ((await compatibilityOf(subject)) !== compatibility) await api.put(configOf(subject), { compatibility });
      await api.post(`${pathOf(subject)}/versions`, {
        schema: text,
        ...(language === 'json-schema' && { schemaType: 'JSON' }),
      });
    },
  };
}

async function readVersion(api: ConfluentApi, path: string, version: number): Promise<CatalogVersion | null> {
  const schema = registeredSchema(await api.get(path));
  if (schema === null) return null;
  const language = languageOf(schema);
  const references = await readReferences(api, schema);
  return { version, language, text: wholeText(language, schema.schema, references) };
}

/** With what it refers to in it. */
function wholeText(language: CatalogVersion['language'], text: string, references: readonly Reference[]): string {
  if (language === 'json-schema') return bundleJsonSchema(text, references);
  const texts = references.map((reference) => reference.text);
  return language === 'avro' ? inlineAvro(text, texts) : text;
}
