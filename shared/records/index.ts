export * from './dead-letter.ts';
export * from './execution-name.ts';
export * from './identity.ts';
export type * from './ingress-record.ts';
export type * from './outgoing-record.ts';
export * from './record-bytes.ts';
export * from './rejection.ts';
export * from './trace-header.ts';
export type * from './trigger.ts';
