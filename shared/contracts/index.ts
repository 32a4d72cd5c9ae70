export * from './avro/index.ts';
export * from './contract.ts';
export * from './enforce-contracts.ts';
export * from './errors.ts';
export * from './explain.ts';
export type * from './function-contract.ts';
export * from './json-pointer.ts';
export * from './json-type.ts';
