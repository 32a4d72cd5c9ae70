import { CharacterSet } from './character-set.ts';
import type { Assertion, ParsedPattern, Pattern } from './pattern.ts';

/**
 * What the matcher carries out. `step` is 1 where characters are read onwards, -1 where a lookbehind reads backwards.
 * `slot`s hold where groups begin (2n) and end (2n + 1), and, above those, where a turn of a loop began.
 */
export type Instruction =
  | { readonly op: 'set'; readonly set: CharacterSet; readonly step: 1 | -1 }
  | {
      readonly op: 'run';
      readonly set: CharacterSet;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
      readonly step: 1 | -1;
    }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'clear'; readonly from: number; readonly end: number }
  | { readonly op: 'advanced'; readonly slot: number }
  | { readonly op: 'look'; readonly negative: boolean; next: number }
  | {
      readonly op: 'reference';
      readonly groups: readonly number[];
      readonly ignoreCase: boolean;
      readonly step: 1 | -1;
    }
  | { readonly op: 'assertion'; readonly kind: Assertion }
  | { readonly op: 'accept' };

export type Program = {
  readonly instructions: readonly Instruction[];
  readonly groupCount: number;
  readonly slotCount: number;
  /** One of its characters begins every match; undefined where that is not so plain. */
  readonly first: CharacterSet | undefined;
};

/** A group that is repeated so many times is written out: `(ab){1000}` takes a thousand times what `ab` does. */
const MAX_INSTRUCTIONS = 10_000;

/** Thrown of a pattern that comes to more instructions. */
export class PatternTooLargeError extends Error {
  override readonly name = 'PatternTooLargeError';
}

export function compilePattern({ pattern, groupCount }: ParsedPattern): Program {
  const compiler = new PatternCompiler(2 * (groupCount + 1));
  compiler.emit(pattern, 1);
  compiler.add({ op: 'accept' });
  const { instructions, slotCount } = compiler;
  return { instructions, groupCount, slotCount, first: firstSet(instructions) };
}

function firstSet(instructions: readonly Instruction[]): CharacterSet | undefined {
  const first = instructions.find(({ op }) => op !== 'save' && op !== 'assertion');
  if (first?.op === 'set') {
    return first.set;
  }
  return first?.op === 'run' && first.min > 0 ? first.set : undefined;
}

class PatternCompiler {
  readonly instructions: Instruction[] = [];
  slotCount: number;
  private readonly sets = new Map<string, CharacterSet>();

  constructor(slotCount: number) {
    this.slotCount = slotCount;
  }

  add<I extends Instruction>(instruction: I): I {
    if (this.instructions.length >= MAX_INSTRUCTIONS) {
      throw new PatternTooLargeError(`It is longer than ${MAX_INSTRUCTIONS} instructions when written out`);
    }
    this.instructions.push(instruction);
    return instruction;
  }

  emit(pattern: Pattern, step: 1 | -1): void {
    switch (pattern.type) {
      case 'set':
        this.add({ op: 'set', set: this.setOf(pattern), step });
        return;
      case 'sequence':
        for (const part of step === 1 ? pattern.parts : pattern.parts.toReversed()) {
          this.emit(part, step);
        }
        return;
      case 'choice':
        this.emitChoice(pattern.options, step);
        return;
      case 'repeat':
        this.emitRepeat(pattern, step);
        return;
      case 'capture':
        this.add({ op: 'save', slot: 2 * pattern.group + (step === 1 ? 0 : 1) });
        this.emit(pattern.of, step);
        this.add({ op: 'save', slot: 2 * pattern.group + (step === 1 ? 1 : 0) });
        return;
      case 'look': {
        const look = this.add({ op: 'look', negative: pattern.negative, next: 0 });
        this.emit(pattern.of, pattern.behind ? -1 : 1);
        this.add({ op: 'accept' });
        look.next = this.instructions.length;
        return;
      }
      case 'reference':
        this.add({ op: 'reference', groups: pattern.groups, ignoreCase: pattern.ignoreCase, step });
        return;
      case 'assertion':
        this.add({ op: 'assertion', kind: pattern.kind });
    }
  }

  private emitChoice(options: readonly Pattern[], step: 1 | -1): void {
    const jumps: { to: number }[] = [];
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        this.emit(option, step);
        break;
      }
      const split = this.add({ op: 'split', first: this.instructions.length + 1, second: 0 });
      this.emit(option, step);
      jumps.push(this.add({ op: 'jump', to: 0 }));
      split.second = this.instructions.length;
    }
    for (const jump of jumps) {
      jump.to = this.instructions.length;
    }
  }

  private emitRepeat(repeat: Extract<Pattern, { type: 'repeat' }>, step: 1 | -1): void {
    const { of, min, max, greedy } = repeat;
    if (of.type === 'set') {
      this.add({ op: 'run', set: this.setOf(of), min, max, greedy, step });
      return;
    }
    for (let count = 0; count < min; count += 1) {
      this.emitTurn(repeat, step);
    }
    this.emitOptionalTurns(repeat, step);
  }

  /** Turns beyond the least: one that reads nothing is not taken. An endless repetition has one, and jumps back. */
  private emitOptionalTurns(repeat: Extract<Pattern, { type: 'repeat' }>, step: 1 | -1): void {
    const isEndless = repeat.max === Number.POSITIVE_INFINITY;
    const slot = this.slotCount;
    this.slotCount += 1;
    const start = this.instructions.length;
    const choices: { readonly split: { first: number; second: number }; readonly turn: number }[] = [];
    for (let count = isEndless ? 1 : repeat.max - repeat.min; count > 0; count -= 1) {
      const split = this.add({ op: 'split', first: 0, second: 0 });
      choices.push({ split, turn: this.instructions.length });
      this.add({ op: 'save', slot });
      this.emitTurn(repeat, step);
      this.add({ op: 'advanced', slot });
    }
    if (isEndless) {
      this.add({ op: 'jump', to: start });
    }
    const after = this.instructions.length;
    for (const { split, turn } of choices) {
      split.first = repeat.greedy ? turn : after;
      split.second = repeat.greedy ? after : turn;
    }
  }

  /** What a turn's groups caught in the turn before is forgotten. */
  private emitTurn({ of, groups }: Extract<Pattern, { type: 'repeat' }>, step: 1 | -1): void {
    if (groups.first < groups.end) {
      this.add({ op: 'clear', from: 2 * groups.first, end: 2 * groups.end });
    }
    this.emit(of, step);
  }

  private setOf({ atom, ignoreCase, dotAll }: Extract<Pattern, { type: 'set' }>): CharacterSet {
    const flags = (ignoreCase ? 'i' : '') + (dotAll ? 's' : '');
    const known = this.sets.get(flags + atom);
    if (known !== undefined) {
      return known;
    }
    const set = new CharacterSet(atom, flags);
    this.sets.set(flags + atom, set);
    return set;
  }
}
