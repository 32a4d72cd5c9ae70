import type { Place } from '../project/index.ts';
import type { RuleId } from './rules/index.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Something that a rule has found, as data; how it is shown is the renderers' matter. */
export type Diagnostic = {
  /** Stable: it names the rule's page of docs/rules. */
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly place: Place;
  /** What is wrong, a sentence. */
  readonly what: string;
  /** What was and what is, where something changed. */
  readonly change: { readonly old: string; readonly new: string } | null;
  /** A document that shows it. */
  readonly example: { readonly document: unknown; readonly says: string } | null;
  /** Why it matters, a sentence. */
  readonly why: string;
  /** What to do about it, a sentence. */
  readonly fix: string;
  /** Path of the rule's page. */
  readonly docs: string;
};

const RANKS = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;

/** By place in the project, what is worse first where there are several. */
export const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted(
    (one, other) =>
      compare(one.place.file, other.place.file) ||
      (one.place.line ?? 0) - (other.place.line ?? 0) ||
      (one.place.column ?? 0) - (other.place.column ?? 0) ||
      RANKS[one.severity] - RANKS[other.severity] ||
      compare(one.rule, other.rule),
  );

/** Versions are in the order of their numbers: 2.avsc stands before 10.avsc. */
const collator = new Intl.Collator('en', { numeric: true });
const compare = (one: string, other: string): number => collator.compare(one, other);
