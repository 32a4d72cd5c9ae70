import {
  CreateSchemaCommand,
  GetSchemaCommand,
  GetSchemaVersionCommand,
  GlueClient,
  type GlueClientConfig,
  type Compatibility as GlueMode,
  paginateListSchemas,
  RegisterSchemaVersionCommand,
} from '@aws-sdk/client-glue';
import type { Compatibility } from '../../project/index.ts';
import { SystemicRegistryError } from '../../shared/registries/index.ts';
import type { CatalogVersion, SchemaCatalog } from './schema-catalog.ts';

const MODES = {
  NONE: 'NONE',
  BACKWARD: 'BACKWARD',
  BACKWARD_TRANSITIVE: 'BACKWARD_ALL',
  FORWARD: 'FORWARD',
  FORWARD_TRANSITIVE: 'FORWARD_ALL',
  FULL: 'FULL',
  FULL_TRANSITIVE: 'FULL_ALL',
} as const satisfies Record<Compatibility, GlueMode>;

const LANGUAGES = { AVRO: 'avro', JSON: 'json-schema', PROTOBUF: 'protobuf' } as const;
const DATA_FORMATS = { avro: 'AVRO', 'json-schema': 'JSON' } as const;

/** The schemas of a registry in AWS Glue. */
export function glueCatalog(RegistryName: string, config: GlueClientConfig): SchemaCatalog {
  const client = new GlueClient(config);
  const idOf = (SchemaName: string) => ({ SchemaId: { RegistryName, SchemaName } });
  const find = (subject: string) => unlessMissing(null, () => client.send(new GetSchemaCommand(idOf(subject))));

  const readVersion = (subject: string, version: number): Promise<CatalogVersion | null> =>
    unlessMissing(null, async () => {
      const command = new GetSchemaVersionCommand({
        ...idOf(subject),
        SchemaVersionNumber: { VersionNumber: version },
      });
      const { DataFormat, SchemaDefinition, Status } = await client.send(command);
      if (DataFormat === undefined || SchemaDefinition === undefined || Status !== 'AVAILABLE') return null;
      return { version, language: LANGUAGES[DataFormat], text: SchemaDefinition };
    });

  return {
    subjects: () =>
      unlessMissing([], async () => {
        const names: string[] = [];
        const pages = paginateListSchemas({ client }, { RegistryId: { RegistryName } });
        for await (const { Schemas = [] } of pages)
          names.push(...Schemas.flatMap(({ SchemaName }) => SchemaName ?? []));
        return names;
      }),
    versionsOf: async (subject) => {
      const { LatestSchemaVersion: newest = 0 } = (await find(subject)) ?? {};
      const versions: CatalogVersion[] = [];
      for (let number = 1; number <= newest; number++) {
        const version = await readVersion(subject, number);
        if (version !== null) versions.push(version);
      }
      return versions;
    },
    compatibilityOf: async (subject) => {
      const mode = (await find(subject))?.Compatibility;
      return (Object.keys(MODES) as Compatibility[]).find((name) => MODES[name] === mode) ?? null;
    },
    register: async (subject, { language, text: SchemaDefinition }, compatibility) => {
      if ((await find(subject)) === null) {
        const made = { DataFormat: DATA_FORMATS[language], Compatibility: MODES[compatibility], SchemaDefinition };
        const command = new CreateSchemaCommand({ RegistryId: { RegistryName }, SchemaName: subject, ...made });
        if ((await unlessMissing(null, () => client.send(command))) === null) throw noRegistry(RegistryName);
        return;
      }
      const command = new RegisterSchemaVersionCommand({ ...idOf(subject), SchemaDefinition });
      const answer = await unlessMissing(null, () => client.send(command));
      if (answer?.Status === 'FAILURE')
        throw new SystemicRegistryError(`It may not follow what ${subject} has in Glue.`);
    },
  };
}

const noRegistry = (name: string) =>
  new SystemicRegistryError(`There is no registry ${name} in Glue: make it, or name another one.`);

/** What Glue answers; it is asked again by the SDK, so that what is left is refused for good. */
async function unlessMissing<Answer, Missing>(missing: Missing, ask: () => Promise<Answer>): Promise<Answer | Missing> {
  try {
    return await ask();
  } catch (cause) {
    const { name, message } = cause as Error;
    if (name === 'EntityNotFoundException') return missing;
    throw new SystemicRegistryError(`Glue failed with ${name}: ${message}`, { cause });
  }
}
