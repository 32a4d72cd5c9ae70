import { expect, test } from 'vitest';
import type { HistoryEvent } from '../engine/index.ts';
import { enteredPath } from './entered-path.ts';
import { outlineOf } from './outline.ts';

const states = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { Type: 'Pass' }]));

const OUTLINE = outlineOf(
  JSON.stringify({
    States: {
      ...states('Start', 'End'),
      Both: { Type: 'Parallel', Branches: [{ States: states('L1', 'L2') }, { States: states('R1', 'R2') }] },
      Each: {
        Type: 'Map',
        ItemProcessor: {
          States: { ...states('Before', 'After'), Inner: { Type: 'Map', Iterator: { States: states('Deep') } } },
        },
      },
    },
  }),
);

/** `3<1 Start`: event 3 follows event 1 and enters Start; `4<2 #1 Each`: it starts an iteration of Each. */
function history(...lines: readonly string[]): readonly HistoryEvent[] {
  return lines.map((line) => {
    const [, id, previous, index, name] = /^(\d+)<(\d+) (?:#(\d+) )?(\w+)$/.exec(line) ?? [];
    const type = index === undefined ? 'PassStateEntered' : 'MapIterationStarted';
    const value = index === undefined ? { name } : { name, index: Number(index) };
    const details = { member: 'details', value };
    return { id: Number(id), previousEventId: Number(previous), type, timestamp: 0, details };
  });
}

test('path - states come in the order in which they are entered, as often as they are', () => {
  expect(enteredPath(history('1<0 Start', '2<1 End', '3<2 Start'), OUTLINE)).toEqual(['Start', 'End', 'Start']);
});

test('path - a Parallel comes branch by branch, whichever was faster', () => {
  const events = history('1<0 Start', '2<1 Both', '3<2 L1', '4<2 R1', '5<4 R2', '6<3 L2', '7<6 End');
  expect(enteredPath(events, OUTLINE)).toEqual(['Start', 'Both', 'L1', 'L2', 'R1', 'R2', 'End']);
});

test('path - a Map comes iteration by iteration, also within another', () => {
  const events = history(
    ...['1<0 Each', '2<1 #0 Each', '3<1 #1 Each', '4<3 Before', '5<2 Before', '6<4 Inner', '7<5 Inner'],
    ...['8<6 #1 Inner', '9<6 #0 Inner', '10<8 Deep', '11<9 Deep', '12<7 #0 Inner', '13<12 Deep', '14<13 After'],
    ...['15<10 After', '16<14 End'],
  );
  const first = ['Before', 'Inner', 'Deep', 'After'];
  expect(enteredPath(events, OUTLINE)).toEqual(['Each', ...first, 'Before', 'Inner', 'Deep', 'Deep', 'After', 'End']);
});

test('path - a Parallel that is entered again has its branches each time', () => {
  const round = (at: number) => [`${at}<${at - 1} Both`, `${at + 1}<${at} R1`, `${at + 2}<${at} L1`];
  expect(enteredPath(history(...round(1), ...round(4)), OUTLINE)).toEqual(['Both', 'L1', 'R1', 'Both', 'L1', 'R1']);
});
