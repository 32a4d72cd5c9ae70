import type { ByteReader } from './byte-reader.ts';
import { failAt } from './misfit.ts';
import type { Step } from './resolution.ts';

/** A slot that nobody wrote, and what it is filled with. */
export type Missing = { readonly slot: number; readonly fill: () => unknown };

/**
 * Reads a record whose fields, in their order, are called `names`. The reader is compiled from text, as avsc's and
 * ajv's are: a line for each field, which the engine can make fast by itself, and an object literal at the end. What
 * enters the text are names of Avro, which are letters, digits and _, and numbers.
 */
export function recordReader(
  names: readonly string[],
  steps: readonly Step<void>[],
  missing: readonly Missing[],
): (from: ByteReader) => Record<string, unknown> {
  const code = `
    const [${steps.map((_, index) => `read${index}`).join(', ')}] = reads;
    const [${missing.map((_, index) => `fill${index}`).join(', ')}] = fills;
    return (from) => {
      let at = 0;
      from.enter();
      try {
        ${steps.map(({ slot }, index) => `at = ${index}; ${slotVariable(slot)}read${index}(from);`).join('\n')}
        from.leave();
        ${missing.map(({ slot }, index) => `${slotVariable(slot)}fill${index}();`).join('\n')}
        return { ${names.map((name, slot) => `${name}: slot${slot}`).join(', ')} };
      } catch (error) {
        failAt(names[at], error);
      }
    };`;
  return new Function('reads', 'fills', 'names', 'failAt', code)(
    steps.map(({ read }) => read),
    missing.map(({ fill }) => fill),
    steps.map(({ name }) => name),
    failAt,
  );
}

const slotVariable = (slot: number): string => (slot < 0 ? '' : `const slot${slot} = `);
