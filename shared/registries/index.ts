export * from './errors.ts';
export { type Registries, registriesFromEnvironment } from './registries-from-environment.ts';
export { resolveWriters } from './resolve-writers.ts';
export type { SchemaRegistry } from './schema-registry.ts';
