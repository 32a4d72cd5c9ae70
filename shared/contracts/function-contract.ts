import type { ContractId } from './contract.ts';

/** What a function's `contract.ts` declares, once: checker, middleware, types and deployment read it. */
export type FunctionContract = { readonly input: ContractId; readonly output: ContractId };
