import type { FormatName } from '../contracts/index.ts';
import { cachedRegistry } from './cached-registry.ts';
import { confluentRegistry } from './confluent-registry.ts';
import { parseCredentials } from './credentials.ts';
import { SystemicRegistryError } from './errors.ts';
import { glueRegistry } from './glue-registry.ts';
import { readSecret } from './read-secret.ts';
import type { SchemaRegistry } from './schema-registry.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The registry that knows the writers of a format, or null for a format whose records name none. */
export type Registries = (format: FormatName) => SchemaRegistry | null;

/**
 * Opens the registries that the environment names, each when a format first asks for it:
 * `SCHEMA_REGISTRY_URL` and, if it wants any, `SCHEMA_REGISTRY_CREDENTIALS`, the name of a secret, for `confluent`;
 * `GLUE_REGISTRY_NAME`, else `default-registry`, for `glue`. Throws `SystemicRegistryError` for one that is not named.
 */
export function registriesFromEnvironment(environment: Environment): Registries {
  const opened = new Map<FormatName, SchemaRegistry>();
  return (format) => {
    const open = OPEN[format];
    if (open === undefined) return null;
    const registry = opened.get(format) ?? cachedRegistry(open(environment), () => performance.now());
    opened.set(format, registry);
    return registry;
  };
}

/** What stands in for AWS on a laptop looks at no keys, and yours stay with you. */
const LOCAL_CREDENTIALS = { accessKeyId: '000000000000', secretAccessKey: 'local' };

const OPEN: { readonly [Name in FormatName]?: (environment: Environment) => SchemaRegistry } = {
  confluent: ({ SCHEMA_REGISTRY_URL: url, SCHEMA_REGISTRY_CREDENTIALS: secret, ...environment }) => {
    if (!url) throw new SystemicRegistryError('SCHEMA_REGISTRY_URL is not set, which the format confluent needs.');
    const credentials = async () => (secret ? parseCredentials(await readSecret(secret, environment)) : {});
    return confluentRegistry({ url, credentials });
  },
  glue: ({ GLUE_REGISTRY_NAME, AWS_ENDPOINT_URL_GLUE, AWS_REGION, BATON_LOCAL }) => {
    if (BATON_LOCAL && !AWS_ENDPOINT_URL_GLUE) {
      throw new SystemicRegistryError(
        'AWS_ENDPOINT_URL_GLUE is not set, which the format glue needs on a laptop: real AWS is never reached by accident.',
      );
    }
    return glueRegistry({
      registryName: GLUE_REGISTRY_NAME || 'default-registry',
      client: {
        ...(AWS_ENDPOINT_URL_GLUE && { endpoint: AWS_ENDPOINT_URL_GLUE }),
        ...(BATON_LOCAL && { region: AWS_REGION || 'us-east-1', credentials: LOCAL_CREDENTIALS }),
      },
    });
  },
};
