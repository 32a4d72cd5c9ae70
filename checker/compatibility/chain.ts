import type { Compatibility } from './answer.ts';
import { compatibility } from './compatibility.ts';
import type { CompileValidator, ContractSchema } from './contract-schema.ts';
import type { Direction } from './mode.ts';

/**
 * Answers between the versions of one subject, in their order. Where JSON Schemas contain each other step by step the
 * first and the last do too, and are not compared: containment is transitive. Avro's resolution is not.
 */
export class Chain {
  readonly #versions: readonly ContractSchema[];
  readonly #compile: CompileValidator;
  readonly #known = new Map<string, Compatibility>();

  constructor(versions: readonly ContractSchema[], compile: CompileValidator) {
    this.#versions = versions;
    this.#compile = compile;
  }

  /** Whether one of the two reads what the other writes; versions by their places in the chain. */
  answer(older: number, newer: number, direction: Direction): Compatibility {
    const key = `${older} ${newer} ${direction}`;
    const answer = this.#known.get(key) ?? this.#compare(older, newer, direction);
    this.#known.set(key, answer);
    return answer;
  }

  #compare(older: number, newer: number, direction: Direction): Compatibility {
    if (newer - older > 1 && this.#isContainedByStep(older, newer, direction)) return { verdict: 'compatible' };
    const [one, other] = [this.#at(older), this.#at(newer)];
    const [writer, reader] = direction === 'backward' ? [one, other] : [other, one];
    return compatibility(writer, reader, this.#compile);
  }

  #isContainedByStep(older: number, newer: number, direction: Direction): boolean {
    const between = this.#versions.slice(older, newer + 1);
    if (between.some(({ language }) => language === 'avro')) return false;
    return between.slice(1).every((_, step) => {
      return this.answer(older + step, older + step + 1, direction).verdict === 'compatible';
    });
  }

  #at(place: number): ContractSchema {
    const version = this.#versions[place];
    if (version === undefined) throw new RangeError(`The chain has no version ${place}.`);
    return version;
  }
}
