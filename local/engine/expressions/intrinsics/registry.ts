import type { Json } from '../json.ts';
import { arrayIntrinsics } from './arrays.ts';
import { encodingIntrinsics } from './encoding.ts';
import { jsonIntrinsics } from './json-data.ts';
import { mathIntrinsics } from './math.ts';
import { stringIntrinsics } from './strings.ts';

/** `args` are values; undefined as an answer says that the arguments do not fit. */
export type Intrinsic = (args: readonly Json[], random: () => number) => Json | undefined;

/** The intrinsic functions of Amazon States Language. AWS adds no more: JSONata is for what they lack. */
export const INTRINSICS = {
  ...arrayIntrinsics,
  ...encodingIntrinsics,
  ...jsonIntrinsics,
  ...mathIntrinsics,
  ...stringIntrinsics,
} as const satisfies Record<`States.${string}`, Intrinsic>;

export type IntrinsicName = keyof typeof INTRINSICS;

export function isIntrinsicName(name: string): name is IntrinsicName {
  return Object.hasOwn(INTRINSICS, name);
}
