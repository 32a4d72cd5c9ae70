import { expect, test } from 'vitest';
import { validatorOf } from './check-pairs.fixture.ts';
import { containment, type Schema } from './index.ts';
import { ARRAYS } from './pairs/arrays.fixture.ts';
import { COMBINATIONS } from './pairs/combinations.fixture.ts';
import { OBJECTS } from './pairs/objects.fixture.ts';
import type { Relation } from './pairs/row.fixture.ts';
import { VALUES } from './pairs/values.fixture.ts';

/** The verdicts of both directions. */
const VERDICTS = {
  '<': ['contained', 'not-contained'],
  '>': ['not-contained', 'contained'],
  '=': ['contained', 'contained'],
  '#': ['not-contained', 'not-contained'],
} as const satisfies Record<Relation, readonly [string, string]>;

const answerTo = (narrow: Schema, wide: Schema) =>
  containment(narrow, wide, { narrow: validatorOf(narrow), wide: validatorOf(wide) });

for (const [keyword, rows] of Object.entries({ ...VALUES, ...ARRAYS, ...OBJECTS, ...COMBINATIONS })) {
  test(`containment - ${keyword}: answers are those of the table`, () => {
    for (const [one, relation, other] of rows) {
      const answers = [answerTo(one, other), answerTo(other, one)];
      expect(
        answers.map(({ verdict }) => verdict),
        `${JSON.stringify(one)} ${relation} ${JSON.stringify(other)}: ${JSON.stringify(answers)}`,
      ).toEqual(VERDICTS[relation]);
    }
  });
}
