import { parseCredentials, readSecret } from '../../shared/registries/index.ts';
import { confluentCatalog } from './confluent-catalog.ts';
import { glueCatalog } from './glue-catalog.ts';
import type { SchemaCatalog } from './schema-catalog.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `registry` is a URL that speaks Confluent's REST API, or `glue`, or `glue:NAME`. `secret` names its credentials. */
export type CatalogPlace = { readonly registry: string; readonly secret: string | null };

const GLUE = /^glue(?::(.+))?$/;

/** Throws `SystemicRegistryError` for a place that is none. */
export function openCatalog({ registry, secret }: CatalogPlace, environment: Environment): SchemaCatalog {
  const [isGlue, name = environment.GLUE_REGISTRY_NAME || 'default-registry'] = GLUE.exec(registry) ?? [];
  if (isGlue !== undefined) return glueCatalog(name, {});
  const credentials = async () => (secret === null ? {} : parseCredentials(await readSecret(secret, environment)));
  return confluentCatalog({ url: registry, credentials });
}
