import type { GlueClient, GlueClientConfig, SchemaId } from '@aws-sdk/client-glue';
import type { WriterId, WriterSchema } from '../contracts/index.ts';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';
import { foreignFingerprint } from './schema-fingerprint.ts';
import { MAX_VERSIONS, type SchemaRegistry } from './schema-registry.ts';

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
        if (answer.SchemaDefinition === undefined) throw odd();
        return { language: LANGUAGES[answer.DataFormat ?? ''] ?? 'other', text: answer.SchemaDefinition };
      });
    },
    idOf: async (subject, schema) => {
      const SchemaId = { RegistryName: settings.registryName, SchemaName: subject };
      const { client, ...commands } = await glue();
      if (schema.language === 'json-schema') return idByFingerprint(client, commands, SchemaId, schema.fingerprint);
      return unlessMissing(async () => {
        const command = new commands.GetSchemaByDefinitionCommand({ SchemaId, SchemaDefinition: schema.text });
        const { SchemaVersionId, Status } = await client.send(command);
        return Status === 'AVAILABLE' ? idOfVersion(SchemaVersionId) : null;
      });
    },
  };
}

type Commands = Omit<typeof import('./glue-client.ts'), 'GlueClient'>;
type Client = Pick<GlueClient, 'send'>;
type Glue = Commands & { readonly client: Client };

/** When to try again is decided by those who ask. */
async function open({ client: config }: GlueSettings): Promise<Glue> {
  const { GlueClient, GetSchemaCommand, GetSchemaVersionCommand, GetSchemaByDefinitionCommand } = await import(
    './glue-client.ts'
  );
  const client = new GlueClient({ maxAttempts: 1, requestHandler: TIMEOUTS, ...config });
  return { client, GetSchemaCommand, GetSchemaVersionCommand, GetSchemaByDefinitionCommand };
}

/** Glue finds JSON Schemas by their very text alone, which may have been written with other white space. */
async function idByFingerprint(
  client: Client,
  { GetSchemaCommand, GetSchemaVersionCommand }: Commands,
  SchemaId: SchemaId,
  fingerprint: string,
): Promise<WriterId | null> {
  const schema = await unlessMissing(() => client.send(new GetSchemaCommand({ SchemaId })));
  const newest = schema?.LatestSchemaVersion ?? 0;
  for (let number = newest; number > Math.max(0, newest - MAX_VERSIONS); number--) {
    const command = new GetSchemaVersionCommand({ SchemaId, SchemaVersionNumber: { VersionNumber: number } });
    const version = await unlessMissing(() => client.send(command));
    if (version?.Status !== 'AVAILABLE') continue;
    if (foreignFingerprint(version.SchemaDefinition ?? '') === fingerprint) return idOfVersion(version.SchemaVersionId);
  }
  return null;
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

function idOfVersion(uuid: string | undefined): WriterId {
  if (uuid !== undefined) return `guid:${uuid}`;
  throw odd();
}

function uuidOf(id: WriterId): string {
  const [kind, uuid] = id.split(':');
  if (kind === 'guid' && uuid !== undefined) return uuid;
  throw new TypeError(`${id} is no id of a schema version in Glue.`);
}

const odd = () => new SystemicRegistryError('Glue answered without a schema that could be read.');
