import type { Sight } from './compile-fields.ts';
import type { Fields } from './fields.ts';
import type { LanguageFields } from './language-fields.ts';
import type { ChildProcessor, QueryLanguage, State, StateOf, StateType } from './program.ts';

/** What a state's definition is read with, besides its own fields. */
export type StateSetting = {
  readonly language: QueryLanguage;
  readonly express: boolean;
  /** Reads a nested machine and answers with its index among the program's scopes. */
  scope(fields: Fields, child?: ChildProcessor | null): number;
};

/** The anatomy of each file in states/. */
export type StateDefinition<Type extends StateType> = {
  /** Fields beyond Type, Comment and QueryLanguage. */
  readonly fields: LanguageFields;
  /** What of `$states`, besides input and context, its Output and Assign can see. */
  readonly sees: Sight;
  /** How the state goes on: by Next or End, by its rules, or not at all. */
  readonly goesOn: 'transition' | 'rules' | 'never';
  read(fields: Fields, setting: StateSetting): Omit<StateOf<Type>, 'name' | 'comment' | 'next' | 'flow'>;
  /** Where the state can go besides Next. */
  targets(state: StateOf<Type>): readonly Target[];
};

/** A state named somewhere within a state: `place` is the way there from the state. */
export type Target = { readonly name: string; readonly place: readonly (string | number)[] };

export function catchTargets(state: Extract<State, { catch: unknown }>): readonly Target[] {
  return state.catch.map(({ next }, index) => ({ name: next, place: ['Catch', index, 'Next'] }));
}

/** Fields of states that take and give data in JSONPath's way. */
export const PATH_FIELDS = ['InputPath', 'OutputPath'] as const;
export const TRANSITION_FIELDS = ['Next', 'End'] as const;
export const RECOVERY_FIELDS = ['Retry', 'Catch'] as const;
