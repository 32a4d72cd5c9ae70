export * from './errors.ts';
export { inRequests } from './in-requests.ts';
export { publisherFromEnvironment } from './publisher-from-environment.ts';
export type * from './record-publisher.ts';
