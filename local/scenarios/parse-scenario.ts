import { checkShape, didYouMean, ProjectError, type SourceDocument } from '../../project/index.ts';
import { type MockedAnswer, type MockedCalls, parseCallRange } from '../engine/index.ts';
import type { Outline } from './outline.ts';
import type { Expectation, Json, Scenario } from './scenario.ts';

/** The file, once it has the shape of project/schemas/scenario.schema.json. */
type ScenarioFile = {
  readonly input: Json;
  readonly mocks?: Readonly<Record<string, readonly Answer[] | Readonly<Record<string, Answer>>>>;
  readonly expect?: Expectation;
};
type Answer = {
  readonly result?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly invoke?: true;
  readonly duration?: number;
};

type About = { readonly workflow: string; readonly name: string; readonly outline: Outline };

/** An execution has the scenario's name. */
const NAME = /^[0-9A-Za-z_-]{1,80}$/;

/** Throws `ProjectError` with the place of what is wrong. */
export function parseScenario(document: SourceDocument, { workflow, name, outline }: About): Scenario {
  if (!NAME.test(name)) {
    throw new ProjectError('BAD_NAME', {
      place: { file: document.file },
      what: `An execution cannot be called "${name}".`,
      fix: 'Name the file with letters, digits, dashes and underscores, 80 at most.',
    });
  }
  checkShape('scenario', document);
  const { input, mocks = {}, expect = null } = document.value as ScenarioFile;
  for (const state of Object.keys(mocks)) checkMockable(state, outline, document);
  return {
    ...{ workflow, name, input, document },
    mocks: new Map(Object.entries(mocks).map(([state, calls]) => [state, callsOf(calls, ['mocks', state], document)])),
    expect: expect === null || Object.keys(expect).length === 0 ? null : expect,
  };
}

function checkMockable(state: string, outline: Outline, document: SourceDocument): void {
  const type = outline.get(state)?.type;
  if (type === 'Task') return;
  const tasks = [...outline].filter(([, outlined]) => outlined.type === 'Task').map(([name]) => name);
  throw new ProjectError('UNKNOWN_STATE', {
    place: document.placeOf(['mocks', state]),
    what: type === undefined ? `The workflow has no state "${state}".` : `"${state}" is no Task but a ${type}.`,
    fix: `Mocks stand in for Task states. ${didYouMean(state, tasks)}`,
  });
}

type Path = readonly (string | number)[];

/** Of a list, the last answer is for all further calls too. */
function callsOf(
  calls: readonly Answer[] | Readonly<Record<string, Answer>>,
  path: Path,
  document: SourceDocument,
): readonly MockedCalls[] {
  if (isList(calls)) {
    return calls.map((answer, at) => ({
      from: at,
      to: at === calls.length - 1 ? Number.POSITIVE_INFINITY : at,
      answer: answerOf(answer, [...path, at], document),
    }));
  }
  return Object.entries(calls).map(([range, answer]) => ({
    ...rangeOf(range, [...path, range], document),
    answer: answerOf(answer, [...path, range], document),
  }));
}

const isList = (calls: readonly Answer[] | Readonly<Record<string, Answer>>): calls is readonly Answer[] =>
  Array.isArray(calls);

function rangeOf(text: string, path: Path, document: SourceDocument) {
  const range = parseCallRange(text);
  if (range !== null) return range;
  throw badMock(document, path, `No call is in the range ${text}.`, 'Write the first call before the last one: "1-3".');
}

function answerOf({ result, error, cause, invoke, duration = 0 }: Answer, path: Path, document: SourceDocument) {
  const given = [result, error, invoke].filter((answer) => answer !== undefined);
  if (given.length !== 1) {
    throw badMock(document, path, 'A call has one answer.', 'Write one of result, error and invoke.');
  }
  if (cause !== undefined && error === undefined) {
    throw badMock(document, path, 'Only an error has a cause.', 'Write an error beside it, or leave it out.');
  }
  if (invoke === true && duration > 0) {
    throw badMock(document, path, 'A real function takes its own time.', 'Leave out the duration.');
  }
  return mockedAnswer({ result, error, cause, durationMs: duration * 1000 });
}

type Checked = {
  readonly result: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly durationMs: number;
};

function mockedAnswer({ result, error, cause = '', durationMs }: Checked): MockedAnswer {
  if (error !== undefined) return { type: 'thrown', error, cause, durationMs };
  return result === undefined ? { type: 'invoked' } : { type: 'returned', output: JSON.stringify(result), durationMs };
}

function badMock(document: SourceDocument, path: Path, what: string, fix: string): ProjectError {
  return new ProjectError('BAD_MOCK', { place: document.placeOf(path), what, fix });
}
