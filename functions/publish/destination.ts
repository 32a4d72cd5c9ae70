import type { RecordSignal, RecordTrigger, WorkflowDoors } from '../../shared/records/index.ts';
import { UnknownDestinationError } from './errors.ts';
import type { RecordRequest } from './event.ts';

/** Where a record goes, and in which shape; `signal` is null when the state named a topic. */
export type Destination = RecordSignal & { readonly signal: string | null };

/** Throws `UnknownDestinationError` when no workflow has it, or when several mean different things by it. */
export function destinationOf({ workflow, to }: RecordRequest, allDoors: readonly WorkflowDoors[]): Destination {
  const doors = doorsOf(workflow, allDoors);
  return 'signal' in to
    ? { ...only(doors.flatMap(signalsNamed(to.signal)), `signal ${to.signal}`, doors), signal: to.signal }
    : { ...only(doors.flatMap(routesTo(to.topic)), `topic ${to.topic}`, doors), signal: null };
}

/** The topic given, if it is a workflow's dead letter topic, or else the one that the workflow has. */
export function deadLetterTopicOf(
  { workflow, topic }: { readonly workflow: string | null; readonly topic: string | null },
  allDoors: readonly WorkflowDoors[],
): string {
  const doors = doorsOf(workflow, allDoors);
  const topics = doors.flatMap(({ deadLetterTopic }) => deadLetterTopic ?? []);
  const meant = topics.filter((candidate) => topic === null || candidate === topic);
  return only(meant, topic === null ? 'dead letter topic' : `dead letter topic ${topic}`, doors);
}

function doorsOf(workflow: string | null, doors: readonly WorkflowDoors[]): readonly WorkflowDoors[] {
  const meant = doors.filter((door) => workflow === null || door.workflow === workflow);
  if (meant.length > 0) return meant;
  throw new UnknownDestinationError(`There is no workflow ${workflow}; there are ${namesOf(doors)}.`);
}

const signalsNamed =
  (name: string) =>
  ({ signals }: WorkflowDoors): readonly RecordSignal[] =>
    Object.hasOwn(signals, name) && signals[name] ? [signals[name]] : [];

const routesTo =
  (topic: string) =>
  ({ signals, triggers }: WorkflowDoors): readonly RecordSignal[] =>
    [...Object.values(signals), ...triggers.map(asRoute)].filter((route) => route.topic === topic);

/** How strictly a trigger looks at what comes in says nothing about what goes out. */
const asRoute = ({ topic, contract, format }: RecordTrigger): RecordSignal => ({ topic, contract, format });

function only<Found extends RecordSignal | string>(
  found: readonly Found[],
  what: string,
  doors: readonly WorkflowDoors[],
): Found {
  const different = new Map(found.map((one) => [shapeOf(one), one]));
  const [first, second] = different.values();
  if (first !== undefined && second === undefined) return first;
  const fault = first === undefined ? 'No manifest has' : 'Manifests disagree about';
  throw new UnknownDestinationError(`${fault} ${what}: looked in ${namesOf(doors)}. \`workflow\` says which is meant.`);
}

const shapeOf = (found: RecordSignal | string): string =>
  typeof found === 'string' ? found : [found.topic, found.contract, found.format].join(' ');

const namesOf = (doors: readonly WorkflowDoors[]): string => doors.map(({ workflow }) => workflow).join(', ');
