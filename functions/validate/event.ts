import type { ContractId, Direction } from '../../shared/contracts/index.ts';
import { ValidateInputError } from './errors.ts';

export type ValidateRequest = {
  readonly contract: ContractId;
  readonly items: readonly unknown[];
  /** Whether a single value was passed, which is a list of one here. */
  readonly isSingle: boolean;
  /** Whether a value that does not fit fails the state, or is told among the answer. */
  readonly onInvalid: 'answer' | 'raise';
  readonly direction: Direction;
  readonly caller: Caller;
};

/** Which state asks, where it says so: woven states do. */
export type Caller = {
  readonly workflow?: string;
  readonly execution?: string;
  readonly state?: string;
};

/**
 * Reads `{contract: 'quake.measured@1', items: […] | value: …, onInvalid?: 'answer' | 'raise', direction?: 'input' |
 * 'output', workflow?, execution?, state?}`. Throws `ValidateInputError`.
 */
export function parseValidateInput(input: unknown): ValidateRequest {
  if (typeof input !== 'object' || input === null) throw new ValidateInputError('The input is not an object.');
  const { contract, items, value, onInvalid, direction } = input as Readonly<Record<string, unknown>>;
  if (!isContractId(contract)) throw new ValidateInputError('`contract` is no `subject@version`.');
  if ((items === undefined) === (value === undefined)) throw new ValidateInputError('Pass either `items` or `value`.');
  if (items !== undefined && !Array.isArray(items)) throw new ValidateInputError('`items` is not a list.');
  return {
    contract,
    items: items ?? [value],
    isSingle: items === undefined,
    onInvalid: oneOf(['answer', 'raise'], onInvalid, 'onInvalid'),
    direction: oneOf(['input', 'output'], direction, 'direction'),
    caller: callerOf(input),
  };
}

function callerOf(input: object): Caller {
  const { workflow, execution, state } = input as Readonly<Record<string, unknown>>;
  const said = Object.entries({ workflow, execution, state }).filter(([, word]) => word !== undefined);
  const mistaken = said.find(([, word]) => typeof word !== 'string');
  if (mistaken !== undefined) throw new ValidateInputError(`\`${mistaken[0]}\` is no string.`);
  return Object.fromEntries(said);
}

const isContractId = (value: unknown): value is ContractId => typeof value === 'string' && /^.+@\d+$/.test(value);

/** One of the words, the first when none is given. */
function oneOf<Word extends string>(words: readonly [Word, ...Word[]], given: unknown, name: string): Word {
  const found = words.find((word) => word === (given ?? words[0]));
  if (found === undefined) throw new ValidateInputError(`\`${name}\` is none of ${words.join(', ')}.`);
  return found;
}
