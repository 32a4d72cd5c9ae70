import type { FunctionValue } from '../function-value.ts';
import { arrayFunctions } from './arrays.ts';
import { awsFunctions } from './aws.ts';
import { dateFunctions } from './dates.ts';
import { higherOrderFunctions } from './higher-order.ts';
import { matchingFunctions } from './matching.ts';
import { numberFunctions } from './numbers.ts';
import { objectFunctions } from './objects.ts';
import { stringFunctions } from './strings.ts';

/** Every built-in by name: those of JSONata 2.0.6 without `$eval`, and those that Step Functions adds. */
export const BUILT_INS = {
  ...stringFunctions,
  ...matchingFunctions,
  ...numberFunctions,
  ...arrayFunctions,
  ...objectFunctions,
  ...higherOrderFunctions,
  ...dateFunctions,
  ...awsFunctions,
} as const satisfies Record<string, FunctionValue>;
