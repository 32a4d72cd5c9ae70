import type { GlueClient, GlueClientConfig } from '@aws-sdk/client-glue';
import type { WriterId, WriterSchema } from '../contracts/index.ts';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';
import type { SchemaRegistry } from './schema-registry.ts';

export type GlueSettings = {
  /** The registry in which schemas are looked up by name; ids are known in all. */
  readonly registryName: string;
  /** What the SDK does not find in the environment by itself. */
  readonly client?: GlueClientConfig;
};

const TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 5_000 };

const LANGUAGES: Readonly<Record<string, WriterSchema['language']>> = {
  AVRO: 'avro',
  JSON: 'json-schema',
  PROTOBUF: 'protobuf',
};

/** AWS Glue Schema Registry. The SDK is loaded when it is first asked: few functions need it. */
export function glueRegistry(settings: GlueSettings): SchemaRegistry {
  let opened: Promise<Glue> | null = null;
  const glue = () => (opened ??= open(settings));
  return {
    schemaOf: async (id) => {
      const { client, GetSchemaVersionCommand } = await glue();
      return unlessMissing(async () => {
        const answer = await client.send(new GetSchemaVersionCommand({ SchemaVersionId: uuidOf(id) }));
        const language = LANGUAGES[answer.DataFormat ?? ''];
        if (language === undefined || answer.SchemaDefinition === undefined) throw odd();
        return { language, text: answer.SchemaDefinition };
      });
    },
    idOf: async (subject, { text }) => {
      const { client, GetSchemaByDefinitionCommand } = await glue();
      const SchemaId = { RegistryName: settings.registryName, SchemaName: subject };
      return unlessMissing(async () => {
        const answer = await client.send(new GetSchemaByDefinitionCommand({ SchemaId, SchemaDefinition: text }));
        if (answer.SchemaVersionId === undefined) throw odd();
        return answer.Status === 'AVAILABLE' ? (`guid:${answer.SchemaVersionId}` as const) : null;
      });
    },
  };
}

type Glue = {
  readonly client: Pick<GlueClient, 'send'>;
  readonly GetSchemaVersionCommand: typeof import('@aws-sdk/client-glue').GetSchemaVersionCommand;
  readonly GetSchemaByDefinitionCommand: typeof import('@aws-sdk/client-glue').GetSchemaByDefinitionCommand;
};

/** When to try again is decided by those who ask. */
async function open({ client: config }: GlueSettings): Promise<Glue> {
  const { GlueClient, ...commands } = await import('@aws-sdk/client-glue');
  return { client: new GlueClient({ maxAttempts: 1, requestHandler: TIMEOUTS, ...config }), ...commands };
}

async function unlessMissing<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'EntityNotFoundException') return null;
    throw error instanceof SystemicRegistryError ? error : classified(error);
  }
}

/** 400s that pass by themselves. */
const LATER: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'OperationTimeoutException',
  'InternalServiceException',
]);

function classified(cause: unknown): TransientRegistryError | SystemicRegistryError {
  const { name, message } = cause instanceof Error ? cause : new Error('no reason given');
  const status = (cause as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const why = `Glue failed with ${name}${status === undefined ? '' : ` (HTTP ${status})`}: ${message}`;
  const unanswered = status === undefined && name !== 'CredentialsProviderError';
  const later = LATER.has(name) || (status !== undefined && (status >= 500 || status === 429));
  return unanswered || later ? new TransientRegistryError(why, { cause }) : new SystemicRegistryError(why, { cause });
}

function uuidOf(id: WriterId): string {
  const [kind, uuid] = id.split(':');
  if (kind === 'guid' && uuid !== undefined) return uuid;
  throw new TypeError(`${id} is no id of a schema version in Glue.`);
}

const odd = () => new SystemicRegistryError('Glue answered without a schema that could be read.');
