import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidDefinitionError } from '../definition/index.ts';
import type { Shape } from '../test-state/api-model.ts';
import { apiModels } from '../test-state/read-api-model.ts';
import { EVENT_KINDS } from './event-kinds.ts';
import { machine } from './generated-machines.fixture.ts';
import type { HistoryEvent } from './index.ts';
import { runHistory, type Told } from './run-history.ts';

const { shapes = {} } = apiModels()('sfn') ?? {};

/** What only AWS meets: its own roles and quotas keep tasks from being scheduled or started. */
const ONLY_ON_AWS = ['LambdaFunctionScheduleFailed', 'LambdaFunctionStartFailed', 'TaskStartFailed'];

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const membersOf = (shape: Shape | undefined) => (shape?.type === 'structure' ? shape.members : {});
const detailsOf = (member: string) => membersOf(shapes[membersOf(shapes.HistoryEvent)[capitalised(member)] ?? '']);

test('event kinds - are those of AWS’s API', () => {
  const kind = shapes.HistoryEventType;
  const all = kind !== undefined && 'enum' in kind ? (kind.enum ?? []) : [];
  expect([...Object.keys(EVENT_KINDS), ...ONLY_ON_AWS].toSorted()).toEqual([...all].toSorted());
});

test('event kinds - have details that AWS’s events have', () => {
  const members = Object.values(EVENT_KINDS).flatMap(({ member }) => (member === null ? [] : [capitalised(member)]));
  expect(members.filter((member) => membersOf(shapes.HistoryEvent)[member] === undefined)).toEqual([]);
});

/** Details whose members AWS's do not have. */
function strangersIn({ details, type }: HistoryEvent): readonly string[] {
  if (details === null) return [];
  const known = detailsOf(details.member);
  return Object.keys(details.value)
    .filter((name) => known[capitalised(name)] === undefined)
    .map((name) => `${type}: ${name}`);
}

const all = ({ history, children }: Told): readonly HistoryEvent[] => [...history, ...children.flatMap(all)];

/** Nothing is told of a definition that is none. */
function played(definition: object): Told | null {
  try {
    return runHistory(definition, '{"items":[1,2]}', () => [{ error: 'E', cause: 'C' }], { redriveAfterMs: [1e11] });
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return null;
    throw error;
  }
}

test('event kinds - an event tells nothing that AWS’s does not', () => {
  fc.assert(
    fc.property(machine, (definition) => {
      const told = played(definition);
      expect(told === null ? [] : all(told).flatMap(strangersIn)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
