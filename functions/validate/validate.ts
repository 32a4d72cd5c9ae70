import type { Contract, ContractId } from '../../shared/contracts/index.ts';
import { countViolations, type Telemetry } from '../../shared/telemetry/index.ts';
import { raiseInvalid, type ValidateAnswer, validate } from './decide.ts';
import { UnknownContractError } from './errors.ts';
import { parseValidateInput } from './event.ts';

export type ValidateSetup = {
  /** All contracts by id, each loaded when it is first asked for. */
  readonly registry: Readonly<Record<ContractId, () => Promise<Contract>>>;
  readonly telemetry: Telemetry;
};

/** The validate function without its surroundings. Rejects with a `ValidateError` or a contract violation. */
export function createValidate({ registry, telemetry }: ValidateSetup) {
  return async (input: unknown): Promise<ValidateAnswer> => {
    const request = parseValidateInput(input);
    const contract = await registry[request.contract]?.();
    if (contract === undefined) {
      throw new UnknownContractError(`There is no contract ${request.contract}: is it in schemas/, and generated?`);
    }
    const answer = validate(request, contract);
    const { id, fingerprint } = contract;
    const { direction, caller } = request;
    const { execution: _, ...at } = caller;
    const checked = { valid: answer.valid.length, invalid: answer.invalid.length };
    telemetry.audit('values checked', { ...caller, contract: id, fingerprint, direction, ...checked });
    if (checked.invalid > 0) countViolations(telemetry, checked.invalid, { contract: id, direction, at });
    raiseInvalid(request, contract, answer);
    return answer;
  };
}
