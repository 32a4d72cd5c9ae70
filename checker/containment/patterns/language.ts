/**
 * Regular languages as terms with intersection and complement, and Brzozowski's derivatives of them: what may follow
 * once a first character is read. Equal terms are one object, which is what makes the derivatives of a term finitely many.
 */
import { ALL_CHARS, type CharSet, hasChar } from './char-set.ts';

export type Language = {
  readonly id: number;
  /** Whether it holds the empty word. */
  readonly nullable: boolean;
  readonly form: Form;
};

type Form =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty word' }
  | { readonly kind: 'chars'; readonly chars: CharSet }
  | { readonly kind: 'sequence'; readonly head: Language; readonly tail: Language }
  | { readonly kind: 'repeat'; readonly body: Language; readonly least: number; readonly most: number }
  | { readonly kind: 'union'; readonly of: readonly Language[] }
  | { readonly kind: 'intersection'; readonly of: readonly Language[] }
  | { readonly kind: 'complement'; readonly of: Language };

export class Languages {
  readonly #byKey = new Map<string, Language>();
  readonly #derivatives = new Map<Language, Map<number, Language>>();

  /** How many parts of terms have been handled: the measure of the time taken. */
  work = 0;

  readonly none = this.#make('none', { kind: 'none' }, false);
  readonly emptyWord = this.#make('empty', { kind: 'empty word' }, true);
  readonly all = this.repeat(this.chars(ALL_CHARS), 0, Number.POSITIVE_INFINITY);

  chars(chars: CharSet): Language {
    return chars.length === 0 ? this.none : this.#make(`c${chars.join(';')}`, { kind: 'chars', chars }, false);
  }

  sequence(head: Language, tail: Language): Language {
    if (head === this.none || tail === this.none) return this.none;
    if (head === this.emptyWord) return tail;
    if (tail === this.emptyWord) return head;
    if (head.form.kind === 'sequence') return this.sequence(head.form.head, this.sequence(head.form.tail, tail));
    if (head === this.all && tail === this.all) return this.all;
    return this.#make(`s${head.id},${tail.id}`, { kind: 'sequence', head, tail }, head.nullable && tail.nullable);
  }

  repeat(body: Language, least: number, most: number): Language {
    if (most === 0 || body === this.emptyWord) return this.emptyWord;
    if (body === this.none) return least === 0 ? this.emptyWord : this.none;
    if (least === 1 && most === 1) return body;
    const from = body.nullable ? 0 : least;
    return this.#make(`r${body.id},${from},${most}`, { kind: 'repeat', body, least: from, most }, from === 0);
  }

  union(languages: readonly Language[]): Language {
    const parts = this.#flatten(languages, 'union').filter((part) => part !== this.none);
    if (parts.includes(this.all)) return this.all;
    if (parts.length <= 1) return parts[0] ?? this.none;
    return this.#make(
      `u${parts.map(({ id }) => id)}`,
      { kind: 'union', of: parts },
      parts.some(({ nullable }) => nullable),
    );
  }

  intersection(languages: readonly Language[]): Language {
    const parts = this.#flatten(languages, 'intersection').filter((part) => part !== this.all);
    if (parts.includes(this.none)) return this.none;
    if (parts.length <= 1) return parts[0] ?? this.all;
    const contradictory = parts.some(({ form }) => form.kind === 'complement' && parts.includes(form.of));
    if (contradictory) return this.none;
    return this.#make(
      `i${parts.map(({ id }) => id)}`,
      { kind: 'intersection', of: parts },
      parts.every(({ nullable }) => nullable),
    );
  }

  complement(of: Language): Language {
    if (of === this.none) return this.all;
    if (of === this.all) return this.none;
    if (of.form.kind === 'complement') return of.form.of;
    return this.#make(`n${of.id}`, { kind: 'complement', of }, !of.nullable);
  }

  /** What follows the character in the language's words. */
  derivative(language: Language, char: number): Language {
    const known = this.#derivatives.get(language) ?? new Map<number, Language>();
    this.#derivatives.set(language, known);
    const derivative = known.get(char) ?? this.#derive(language, char);
    known.set(char, derivative);
    return derivative;
  }

  has(language: Language, word: string): boolean {
    let rest = language;
    for (const char of word) rest = this.derivative(rest, char.codePointAt(0) ?? 0);
    return rest.nullable;
  }

  #derive(language: Language, char: number): Language {
    const { form } = language;
    switch (form.kind) {
      case 'none':
      case 'empty word':
        return this.none;
      case 'chars':
        return hasChar(form.chars, char) ? this.emptyWord : this.none;
      case 'sequence': {
        const ahead = this.sequence(this.derivative(form.head, char), form.tail);
        return form.head.nullable ? this.union([ahead, this.derivative(form.tail, char)]) : ahead;
      }
      case 'repeat':
        return this.sequence(
          this.derivative(form.body, char),
          this.repeat(form.body, Math.max(form.least - 1, 0), form.most - 1),
        );
      case 'union':
        return this.union(form.of.map((part) => this.derivative(part, char)));
      case 'intersection':
        return this.intersection(form.of.map((part) => this.derivative(part, char)));
      case 'complement':
        return this.complement(this.derivative(form.of, char));
    }
  }

  /** The parts, those of parts of the same kind among them, each once and in one order. */
  #flatten(languages: readonly Language[], kind: 'union' | 'intersection'): readonly Language[] {
    const parts = new Set(languages.flatMap((part) => (part.form.kind === kind ? part.form.of : [part])));
    this.work += parts.size;
    return [...parts].sort((one, other) => one.id - other.id);
  }

  #make(key: string, form: Form, nullable: boolean): Language {
    let language = this.#byKey.get(key);
    if (language === undefined) {
      language = { id: this.#byKey.size, nullable, form };
      this.#byKey.set(key, language);
    }
    return language;
  }
}

/** The sets of characters that the terms of a language are made of. */
export function charSetsIn(language: Language, seen: Set<Language> = new Set()): Set<CharSet> {
  const sets = new Set<CharSet>();
  const queue = [language];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.form.kind === 'chars') sets.add(at.form.chars);
    queue.push(...partsOf(at.form));
  }
  return sets;
}

function partsOf(form: Form): readonly Language[] {
  switch (form.kind) {
    case 'sequence':
      return [form.head, form.tail];
    case 'repeat':
      return [form.body];
    case 'union':
    case 'intersection':
      return form.of;
    case 'complement':
      return [form.of];
    default:
      return [];
  }
}
