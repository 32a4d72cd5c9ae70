/** Makes an object with one value per name, in the order of the names. */
export type ObjectMaker = (values: readonly unknown[]) => Record<string, unknown>;

/**
 * A maker for names that are always the same. It is compiled, as an object literal, since that is many times as fast
 * as setting members one by one; where compiling text is forbidden, it is not. Names are names of Avro.
 */
export function objectMaker(names: readonly string[]): ObjectMaker {
  const members = names.map((name, index) => `${name}: values[${index}]`);
  try {
    return new Function('values', `return { ${members.join(', ')} };`) as ObjectMaker;
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    return (values) => Object.fromEntries(names.map((name, index) => [name, values[index]]));
  }
}
