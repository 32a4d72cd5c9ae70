/**
 * Value-set containment of JSON Schemas (2020-12): `narrow ⊑ wide` when every value that narrow accepts is accepted by
 * wide. Owns the answer and its counterexample; owns neither what a change of a schema may do (compatibility) nor what a
 * state's data looks like (inference).
 *
 * The question is turned round: is there a value of which `+narrow` and `-wide` hold? Such a value is the counterexample,
 * a proof that there is none the containment. So one search gives both answers:
 *
 *   schema/     Documents become nodes, references resolved; nodes that mean the same get one number, their shape. A
 *               *literal* is a shape or its opposite: `+s` "s accepts the value", `-s` "s refuses it".
 *   reasoning/  A *question* is a set of literals. It is asked for each JSON type by itself, for then all keywords of other
 *               types fall away (unfold). What is left of a literal are *facts* of that type (schema-facts), further
 *               literals of the same value, and *choices*, one of whose ways must hold: anyOf, and every denial, since
 *               to break a schema is to break one of its keywords. Branches of choices are searched (conjunction,
 *               reasoner) until facts remain alone, which the type's *problem* settles by constructing a value: numbers by
 *               intervals and lattices of multiples, strings by automata, arrays and objects by placing what must be
 *               there and asking the same question of items and members.
 *   patterns/   Regular expressions as languages closed under intersection and complement, by derivatives.
 *
 * Why it ends: questions are sets of subschemas of the two documents, so finitely many; one that comes up within itself has
 * no smallest value, and is closed (reasoner I3). Why it is to be trusted: every value found is evaluated against the
 * schemas and then shown to both validators; every proof is checked by thousands of random pairs with a thousand documents
 * each. What cannot be reasoned about, or not within the limits, is `undecided` with its reason and place.
 *
 * Numbers are decimals, as JSON writes them: 0.3 is a multiple of 0.1. Formats, contents and unknown keywords are
 * annotations.
 */
export type { Containment, Schema, Validators } from './containment.ts';
export { containment } from './containment.ts';
export { CONTAINMENT_LIMITS, type ContainmentLimits } from './limits.ts';
