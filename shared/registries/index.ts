export * from './errors.ts';
export { ownWriterId } from './own-writer-id.ts';
export { type Registries, registriesFromEnvironment } from './registries-from-environment.ts';
export { resolveWriters } from './resolve-writers.ts';
export type { SchemaRegistry } from './schema-registry.ts';
