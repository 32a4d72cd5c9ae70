/**
 * Matches by backtracking, as ECMAScript defines it, with a stack of its own: however bad a pattern is, what it costs
 * is counted and can be ended, which the platform's engine does not allow where a pattern looks around, refers back
 * or ignores case.
 *
 * I1. The stack holds, above the height at which a look began, only what can be undone of it: a look that has matched
 *     is not tried in another way.
 * I2. Every instruction and every character that is read is charged for.
 */
import { CharacterSet } from './character-set.ts';
import type { Assertion } from './pattern.ts';
import type { Instruction, Program } from './program.ts';

/** An entry of the stack: its kind and three numbers. */
const ENTRY = 4;
/** Go on at instruction `a`, position `b`. */
const BRANCH = 0;
/** Give slot `a` its value `b` again. */
const UNDO = 1;
/** A greedy run at instruction `a` may end at `b`, and earlier as far back as `c`. */
const SHORTER = 2;
/** A lazy run at instruction `a` has come to `b`, and may read `c` characters more. */
const LONGER = 3;

/** A stack of more entries is as good as endless work. */
const MAX_ENTRIES = 500_000;

/** An instruction takes a fraction of what a step of evaluation does. */
const INSTRUCTIONS_PER_STEP = 2;
const SKIPS_PER_INSTRUCTION = 8;
const CHARGE_AFTER = 1024;

const LINE_ENDS = ['\n', '\r', '\u2028', '\u2029'];
const WORD = new CharacterSet('\\w', '');

type Op<Kind extends Instruction['op']> = Extract<Instruction, { op: Kind }>;

/** Throws when a search takes too many steps. */
export type Budget = { step(count: number): void };

export type RegexMatch = {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: (string | undefined)[];
};

export class Matcher {
  readonly text: string;
  private readonly program: Program;
  private readonly budget: Budget;
  private readonly slots: number[] = [];
  private readonly stack: number[] = [];
  /** The instruction to be carried out next, and the place in the text. */
  private at = 0;
  private position = 0;
  private work = 0;

  constructor(program: Program, text: string, budget: Budget) {
    this.program = program;
    this.text = text;
    this.budget = budget;
  }

  /** The first match from a position on. */
  find(from: number): RegexMatch | undefined {
    if (this.stack.length > 0) {
      this.stack.length = 0;
    }
    for (let slot = 0; slot < this.program.slotCount; slot += 1) {
      this.slots[slot] = -1;
    }
    for (let start = this.nextStart(from); start <= this.text.length; start = this.nextStart(start + 1)) {
      this.position = start;
      if (this.walk(0)) {
        this.charge();
        const end = this.position;
        return { match: this.text.slice(start, end), start, end, groups: this.groups() };
      }
    }
    this.charge();
    return undefined;
  }

  private groups(): (string | undefined)[] {
    const groups: (string | undefined)[] = [];
    for (let number = 1; number <= this.program.groupCount; number += 1) {
      groups.push(this.group(number));
    }
    return groups;
  }

  private group(number: number): string | undefined {
    const start = this.slots[2 * number] ?? -1;
    const end = this.slots[2 * number + 1] ?? -1;
    return start < 0 || end < 0 ? undefined : this.text.slice(start, end);
  }

  /** Past every place at which the first character cannot be. */
  private nextStart(from: number): number {
    const { first } = this.program;
    let start = from;
    if (first !== undefined) {
      while (start < this.text.length && !first.has(this.text.charCodeAt(start))) {
        start += 1;
      }
      this.work += (start - from) / SKIPS_PER_INSTRUCTION;
      return start === this.text.length ? start + 1 : start;
    }
    return start;
  }

  /** From an instruction and the position to `accept`; false, with stack and slots as they were, where no way is. */
  private walk(from: number): boolean {
    const { instructions } = this.program;
    const floor = this.stack.length;
    this.at = from;
    for (;;) {
      this.work += 1;
      if (this.work > CHARGE_AFTER) {
        this.charge();
      }
      const instruction = instructions[this.at] as Instruction;
      if (instruction.op === 'accept') {
        return true;
      }
      if (!this.perform(instruction) && !this.backtrack(floor)) {
        return false;
      }
    }
  }

  private perform(instruction: Exclude<Instruction, Op<'accept'>>): boolean {
    switch (instruction.op) {
      case 'set':
        return this.goOn(this.reads(instruction.set, instruction.step), instruction.step);
      case 'run':
        return this.performRun(instruction);
      case 'split':
        this.push(BRANCH, instruction.second, this.position, 0);
        this.at = instruction.first;
        return true;
      case 'jump':
        this.at = instruction.to;
        return true;
      case 'save':
        this.setSlot(instruction.slot, this.position);
        return this.goOn(true, 0);
      case 'clear':
        for (let slot = instruction.from; slot < instruction.end; slot += 1) {
          this.setSlot(slot, -1);
        }
        return this.goOn(true, 0);
      case 'advanced':
        return this.goOn(this.slots[instruction.slot] !== this.position, 0);
      case 'look':
        return this.performLook(instruction);
      case 'reference':
        return this.performReference(instruction);
      case 'assertion':
        return this.goOn(this.holds(instruction.kind), 0);
    }
  }

  private goOn(succeeded: boolean, length: number): boolean {
    this.at += 1;
    this.position += length;
    return succeeded;
  }

  private reads(set: CharacterSet, step: 1 | -1): boolean {
    const index = step === 1 ? this.position : this.position - 1;
    return index >= 0 && index < this.text.length && set.has(this.text.charCodeAt(index));
  }

  private performRun({ set, min, max, greedy, step }: Op<'run'>): boolean {
    const start = this.position;
    const enough = greedy ? max : min;
    let count = 0;
    while (count < enough && this.reads(set, step)) {
      this.position += step;
      count += 1;
    }
    this.work += count / 2;
    if (count < min) {
      return false;
    }
    if (greedy && count > min) {
      this.push(SHORTER, this.at, this.position - step, start + min * step);
    } else if (!greedy && max > min) {
      this.push(LONGER, this.at, this.position, max - min);
    }
    return this.goOn(true, 0);
  }

  private performLook({ negative, next }: Op<'look'>): boolean {
    const { position } = this;
    const floor = this.stack.length;
    const matched = this.walk(this.at + 1);
    if (matched && negative) {
      this.undoTo(floor);
    } else if (matched) {
      this.keepUndoing(floor);
    }
    this.position = position;
    this.at = next;
    return matched !== negative;
  }

  /** A group that has caught nothing yet is matched by nothing. */
  private performReference({ groups, ignoreCase, step }: Op<'reference'>): boolean {
    const caught = groups.map((number) => this.group(number)).find((text) => text !== undefined) ?? '';
    const start = step === 1 ? this.position : this.position - caught.length;
    this.work += caught.length;
    const found = start < 0 ? undefined : this.text.slice(start, start + caught.length);
    const same = found === caught || (ignoreCase && found !== undefined && foldCase(found) === foldCase(caught));
    return this.goOn(same, step * caught.length);
  }

  private holds(kind: Assertion): boolean {
    const { position, text } = this;
    switch (kind) {
      case 'start':
        return position === 0;
      case 'end':
        return position === text.length;
      case 'lineStart':
        return position === 0 || LINE_ENDS.includes(text.charAt(position - 1));
      case 'lineEnd':
        return position === text.length || LINE_ENDS.includes(text.charAt(position));
      default: {
        const isBoundary = isWord(text, position - 1) !== isWord(text, position);
        return isBoundary === (kind === 'boundary');
      }
    }
  }

  /** Takes up the last way that was left open above the floor; false where there is none. */
  private backtrack(floor: number): boolean {
    const { stack } = this;
    while (stack.length > floor) {
      const c = stack.pop() as number;
      const b = stack.pop() as number;
      const a = stack.pop() as number;
      const kind = stack.pop() as number;
      if (kind === UNDO) {
        this.slots[a] = b;
      } else if (this.takeUp(kind, a, b, c)) {
        return true;
      }
    }
    return false;
  }

  private takeUp(kind: number, a: number, b: number, c: number): boolean {
    this.position = b;
    this.at = a;
    if (kind === BRANCH) {
      return true;
    }
    const { set, step } = this.program.instructions[a] as Op<'run'>;
    if (kind === SHORTER) {
      if (b !== c) {
        this.push(SHORTER, a, b - step, c);
      }
      return this.goOn(true, 0);
    }
    if (!this.reads(set, step)) {
      return false;
    }
    if (c > 1) {
      this.push(LONGER, a, b + step, c - 1);
    }
    return this.goOn(true, step);
  }

  private setSlot(slot: number, value: number): void {
    this.push(UNDO, slot, this.slots[slot] ?? -1, 0);
    this.slots[slot] = value;
  }

  private push(kind: number, a: number, b: number, c: number): void {
    if (this.stack.length >= MAX_ENTRIES * ENTRY) {
      this.budget.step(Number.POSITIVE_INFINITY);
    }
    this.stack.push(kind, a, b, c);
  }

  private undoTo(floor: number): void {
    const { stack } = this;
    for (let entry = stack.length - ENTRY; entry >= floor; entry -= ENTRY) {
      if (stack[entry] === UNDO) {
        this.slots[stack[entry + 1] as number] = stack[entry + 2] as number;
      }
    }
    stack.length = floor;
  }

  private keepUndoing(floor: number): void {
    const { stack } = this;
    let kept = floor;
    for (let entry = floor; entry < stack.length; entry += ENTRY) {
      if (stack[entry] === UNDO) {
        stack.copyWithin(kept, entry, entry + ENTRY);
        kept += ENTRY;
      }
    }
    stack.length = kept;
  }

  private charge(): void {
    this.budget.step(this.work / INSTRUCTIONS_PER_STEP);
    this.work = 0;
  }
}

function isWord(text: string, index: number): boolean {
  return index >= 0 && index < text.length && WORD.has(text.charCodeAt(index));
}

/** As ECMAScript compares without the flag `u`: by the capital, where it is one unit too, and no ASCII for others. */
function foldCase(text: string): string {
  return Array.from({ length: text.length }, (_, index) => foldUnit(text.charAt(index))).join('');
}

function foldUnit(unit: string): string {
  const capital = unit.toUpperCase();
  return capital.length !== 1 || (unit > '\x7f' && capital <= '\x7f') ? unit : capital;
}
