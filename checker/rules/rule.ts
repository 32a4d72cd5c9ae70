import type { Place, Subject } from '../../project/index.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Facts } from './facts.ts';

/** What the rule is about: `compatibility` of versions, their `history`, how schemas are written, the `project`. */
export type Category = 'compatibility' | 'history' | 'schema' | 'project';

/** Something that breaks a rule. What it does not say, the rule says for all. */
export type Finding = {
  readonly place: Place;
  readonly what: string;
  readonly change?: NonNullable<Diagnostic['change']>;
  readonly example?: NonNullable<Diagnostic['example']>;
  readonly severity?: Severity;
  readonly why?: string;
  readonly fix?: string;
};

/** One law. Its name is that of its page, docs/rules/NAME.md. */
export type Rule = {
  readonly category: Category;
  readonly severity: Severity;
  /** What must hold, a sentence. */
  readonly law: string;
  readonly why: string;
  readonly fix: string;
  readonly check: (facts: Facts) => readonly Finding[];
};

/** A rule that looks at one subject at a time. */
export const eachSubject =
  (check: (subject: Subject, facts: Facts) => readonly Finding[]): Rule['check'] =>
  (facts) =>
    facts.subjects.flatMap((subject) => check(subject, facts));
