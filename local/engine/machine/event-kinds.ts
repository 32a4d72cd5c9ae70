/**
 * What an event's previousEventId is: the frame's last event; the same, except that a state which has only been
 * entered counts as not entered yet; the event told right before it, whoever told it; or none at all.
 */
type Follows = 'last' | 'lastButEntry' | 'preceding' | 'nothing';

type EventKind = {
  /** The `…EventDetails` member; null where the kind has none. */
  readonly member: string | null;
  readonly follows: Follows;
  /** Whether the frame's next event follows from this one. */
  readonly advances: boolean;
};

const kind = (member: string | null, follows: Follows = 'last', advances = true): EventKind => ({
  member,
  follows,
  advances,
});
const aside = (member: string | null, follows: Follows = 'last'): EventKind => kind(member, follows, false);

const entered = kind('stateEnteredEventDetails');
const exited = kind('stateExitedEventDetails');
const aborted = aside(null);

/**
 * The one place that decides previousEventId. Which kinds advance a frame is read off recorded histories, where it is
 * what remains after leaving out the kinds that close or decorate: `…Aborted`, `MapIterationFailed`, `…Succeeded` of
 * Map, map run and Parallel.
 */
export const EVENT_KINDS = {
  ExecutionStarted: aside('executionStartedEventDetails', 'nothing'),
  ExecutionSucceeded: kind('executionSucceededEventDetails'),
  ExecutionFailed: kind('executionFailedEventDetails'),
  ExecutionTimedOut: kind('executionTimedOutEventDetails', 'nothing'),
  ExecutionRedriven: kind('executionRedrivenEventDetails', 'preceding'),
  ExecutionAborted: kind('executionAbortedEventDetails', 'nothing'),

  PassStateEntered: entered,
  PassStateExited: exited,
  TaskStateEntered: entered,
  TaskStateExited: exited,
  TaskStateAborted: aborted,
  ChoiceStateEntered: entered,
  ChoiceStateExited: exited,
  WaitStateEntered: entered,
  WaitStateExited: exited,
  WaitStateAborted: aborted,
  SucceedStateEntered: entered,
  SucceedStateExited: exited,
  FailStateEntered: entered,
  ParallelStateEntered: entered,
  ParallelStateStarted: kind(null),
  ParallelStateSucceeded: aside(null),
  ParallelStateFailed: kind(null),
  ParallelStateExited: exited,
  ParallelStateAborted: aborted,
  MapStateEntered: entered,
  MapStateStarted: kind('mapStateStartedEventDetails'),
  MapIterationStarted: kind('mapIterationStartedEventDetails'),
  MapIterationSucceeded: kind('mapIterationSucceededEventDetails'),
  MapIterationFailed: aside('mapIterationFailedEventDetails'),
  MapIterationAborted: aside('mapIterationAbortedEventDetails'),
  MapStateSucceeded: aside(null, 'preceding'),
  MapStateFailed: kind(null),
  MapStateExited: exited,
  MapStateAborted: aborted,
  MapRunStarted: kind('mapRunStartedEventDetails'),
  // In recordings since November 2024; until August 2024 the state's exit followed from MapRunSucceeded.
  MapRunSucceeded: aside(null),
  MapRunFailed: kind('mapRunFailedEventDetails'),
  MapRunAborted: aborted,
  MapRunRedriven: kind('mapRunRedrivenEventDetails'),

  TaskScheduled: kind('taskScheduledEventDetails'),
  TaskStarted: kind('taskStartedEventDetails'),
  TaskSubmitted: kind('taskSubmittedEventDetails'),
  TaskSubmitFailed: kind('taskSubmitFailedEventDetails'),
  TaskSucceeded: kind('taskSucceededEventDetails'),
  TaskFailed: kind('taskFailedEventDetails'),
  TaskTimedOut: kind('taskTimedOutEventDetails'),
  LambdaFunctionScheduled: kind('lambdaFunctionScheduledEventDetails'),
  LambdaFunctionStarted: kind(null),
  LambdaFunctionSucceeded: kind('lambdaFunctionSucceededEventDetails'),
  LambdaFunctionFailed: kind('lambdaFunctionFailedEventDetails'),
  LambdaFunctionTimedOut: kind('lambdaFunctionTimedOutEventDetails'),
  ActivityScheduled: kind('activityScheduledEventDetails'),
  ActivityScheduleFailed: kind('activityScheduleFailedEventDetails'),
  ActivityStarted: kind('activityStartedEventDetails'),
  ActivitySucceeded: kind('activitySucceededEventDetails'),
  ActivityFailed: kind('activityFailedEventDetails'),
  ActivityTimedOut: kind('activityTimedOutEventDetails'),

  EvaluationFailed: kind('evaluationFailedEventDetails', 'lastButEntry'),
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof EVENT_KINDS;
export type { EventKind, Follows };
