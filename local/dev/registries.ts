import { type Registries, registriesFromEnvironment } from '../../shared/registries/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What says where schema registries are: Baton and the functions that it runs are told alike. */
const VARIABLES = [
  'SCHEMA_REGISTRY_URL',
  'SCHEMA_REGISTRY_CREDENTIALS',
  'GLUE_REGISTRY_NAME',
  'AWS_ENDPOINT_URL_GLUE',
] as const;

export const registryVariables = (environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(VARIABLES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));

/** The registries that Baton itself asks, as the functions on this laptop do. */
export const registriesOf = (environment: Environment): Registries =>
  registriesFromEnvironment({ ...registryVariables(environment), BATON_LOCAL: 'true' });
