import { JavaRandom } from '../java-random.ts';
import type { Json } from '../json.ts';
import { toWhole } from './arguments.ts';

export const mathIntrinsics = {
  /** From the start to before the end; a seed gives the same number each time. */
  'States.MathRandom': (args: readonly Json[], random: () => number) => {
    const [start, end, seed] = args.map(toWhole);
    if (start === undefined || end === undefined || start >= end || (args.length > 2 && seed === undefined)) {
      return undefined;
    }
    const fraction = seed === undefined ? random() : new JavaRandom(seed).nextDouble();
    return start + Math.floor(fraction * (end - start));
  },

  'States.MathAdd': (args: readonly Json[]) => {
    const [left, right] = args.map(toWhole);
    return left === undefined || right === undefined ? undefined : left + right;
  },
};
