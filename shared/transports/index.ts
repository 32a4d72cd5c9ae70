export * from './errors.ts';
export { publisherFromEnvironment } from './publisher-from-environment.ts';
export type * from './record-publisher.ts';
