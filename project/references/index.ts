export { resolveVersions } from './resolve-versions.ts';
export type { WrittenVersion } from './written-schema.ts';
