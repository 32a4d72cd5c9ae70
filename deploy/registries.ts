import type { Project, ProjectFunction } from '../project/index.ts';
import type { WireFormat } from '../shared/records/index.ts';
import { StageSettingError } from './errors.ts';
import type { StageSettings } from './stage.ts';
import { findGlueSchemas, readGlueSchemas, readSecret, type Statement } from './statements.ts';

/** What a function is given to ask the schema registries of the formats that it reads and writes. */
type RegistryAccess = {
  readonly environment: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
  readonly statements: readonly Statement[];
};

const NONE: RegistryAccess = { environment: {}, layers: [], statements: [] };

/** Throws `StageSettingError` where a topic's format wants a registry that the stage does not name. */
export function registryAccess(fn: ProjectFunction, project: Project, stage: StageSettings): RegistryAccess {
  const formats = formatsOf(fn, project);
  const accesses = [
    ...(formats.has('confluent') ? [confluentAccess(fn, stage)] : []),
    ...(formats.has('glue') ? [glueAccess(fn, stage)] : []),
  ];
  return accesses.reduce(
    (all, one) => ({
      environment: { ...all.environment, ...one.environment },
      layers: [...all.layers, ...one.layers],
      statements: [...all.statements, ...one.statements],
    }),
    NONE,
  );
}

/** An ingress function reads the triggers of its workflow; `publish` may be asked for any signal or topic. */
function formatsOf(fn: ProjectFunction, { workflows }: Project): ReadonlySet<WireFormat> {
  if (fn.kind !== 'platform' || (fn.workflow === null && fn.name !== 'publish')) return new Set();
  const own = workflows.filter(({ name }) => fn.workflow === null || name === fn.workflow);
  const routes = own.flatMap(({ triggers, signals }) => [
    ...triggers,
    ...(fn.workflow === null ? Object.values(signals) : []),
  ]);
  return new Set(routes.map(({ format }) => format));
}

function confluentAccess({ name }: ProjectFunction, { schemaRegistry }: StageSettings): RegistryAccess {
  if (schemaRegistry === null) {
    throw new StageSettingError(
      `${name} speaks the format confluent: set stage.schemaRegistry.url in serverless.yml under custom`,
    );
  }
  const { url, credentials } = schemaRegistry;
  if (credentials === null) return { ...NONE, environment: { SCHEMA_REGISTRY_URL: url } };
  const { secretArn, layerArn } = credentials;
  return {
    environment: { SCHEMA_REGISTRY_URL: url, SCHEMA_REGISTRY_CREDENTIALS: secretArn },
    layers: [layerArn],
    statements: [readSecret(secretArn)],
  };
}

const glueAccess = ({ workflow }: ProjectFunction, { glueRegistry }: StageSettings): RegistryAccess => ({
  environment: { GLUE_REGISTRY_NAME: glueRegistry },
  layers: [],
  statements: [readGlueSchemas, ...(workflow === null ? [findGlueSchemas(glueRegistry)] : [])],
});
