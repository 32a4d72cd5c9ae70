import type { JsonType } from '../values/json-value.ts';
import { type Answer, type Fact, NONE, type Problem } from './facts.ts';

/** null, false and true: so few that they are looked at one by one. */
export class PlainProblem implements Problem {
  readonly #values: readonly unknown[];

  constructor(type: JsonType, facts: readonly Fact[]) {
    const except = new Set(facts.flatMap((fact) => (fact.kind === 'except' ? fact.values : [])));
    this.#values = (type === 'null' ? [null] : [false, true]).filter((value) => !except.has(value));
  }

  admits(fact: Fact): boolean {
    return fact.kind !== 'except' || this.#values.some((value) => !fact.values.includes(value));
  }

  entails(fact: Fact): boolean {
    return fact.kind === 'except' && this.#values.every((value) => !fact.values.includes(value));
  }

  settle(): Answer {
    return this.#values.length === 0 ? NONE : { kind: 'value', value: this.#values[0] };
  }
}
