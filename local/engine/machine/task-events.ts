import type { EventType } from './event-kinds.ts';
import type { JsonText, TaskResource } from './protocol.ts';
import type { Frame, TaskWait } from './run.ts';
import { type StepContext, UNCUT } from './step-context.ts';

type TaskEvents = {
  readonly scheduled: EventType;
  /** Null where nobody has taken the task up yet when it is scheduled. */
  readonly startedAtOnce: EventType | null;
  readonly succeeded: EventType;
  readonly failed: EventType;
  readonly timedOut: EventType;
  /** A function's events have no room for its heartbeat. */
  readonly showsHeartbeat: boolean;
};

const EVENTS = {
  service: {
    scheduled: 'TaskScheduled',
    startedAtOnce: 'TaskStarted',
    succeeded: 'TaskSucceeded',
    failed: 'TaskFailed',
    timedOut: 'TaskTimedOut',
    showsHeartbeat: true,
  },
  lambda: {
    scheduled: 'LambdaFunctionScheduled',
    startedAtOnce: 'LambdaFunctionStarted',
    succeeded: 'LambdaFunctionSucceeded',
    failed: 'LambdaFunctionFailed',
    timedOut: 'LambdaFunctionTimedOut',
    showsHeartbeat: false,
  },
  activity: {
    scheduled: 'ActivityScheduled',
    startedAtOnce: null,
    succeeded: 'ActivitySucceeded',
    failed: 'ActivityFailed',
    timedOut: 'ActivityTimedOut',
    showsHeartbeat: true,
  },
} as const satisfies Record<TaskResource['kind'], TaskEvents>;

/** What the events of a service's task begin with; those of functions and activities have no such members. */
function resourceDetails(resource: TaskResource) {
  if (resource.kind !== 'service') {
    return {};
  }
  const { service, action, pattern } = resource;
  return { resourceType: service, resource: pattern === 'requestResponse' ? action : `${action}.${pattern}` };
}

/** The name that causes give the task's resource. */
export function resourceName(resource: TaskResource): string {
  switch (resource.kind) {
    case 'lambda':
      return resource.functionArn;
    case 'activity':
      return resource.activityArn;
    case 'service':
      return `${resource.service}:${resource.action}`;
  }
}

export function taskScheduled(step: StepContext, frame: Frame, wait: TaskWait): void {
  const { resource, timeoutSeconds, heartbeatSeconds, credentialsRoleArn } = wait;
  const { scheduled, startedAtOnce, showsHeartbeat } = EVENTS[resource.kind];
  step.record(frame, scheduled, {
    ...(resource.kind === 'service'
      ? { ...resourceDetails(resource), region: step.run.facts.executionArn.split(':')[3], parameters: wait.arguments }
      : { resource: resourceName(resource), input: wait.arguments, inputDetails: UNCUT }),
    ...(timeoutSeconds === null ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === null || !showsHeartbeat ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    ...(credentialsRoleArn === null ? {} : { taskCredentials: { roleArn: credentialsRoleArn } }),
  });
  if (startedAtOnce !== null) {
    step.record(frame, startedAtOnce, resourceDetails(resource));
  }
}

export function activityStarted(step: StepContext, frame: Frame, workerName: string | null): void {
  step.record(frame, 'ActivityStarted', workerName === null ? {} : { workerName });
}

export function taskSubmitted(step: StepContext, frame: Frame, { resource }: TaskWait, output: JsonText): void {
  step.record(frame, 'TaskSubmitted', { ...resourceDetails(resource), output, outputDetails: UNCUT });
}

export function taskSucceeded(step: StepContext, frame: Frame, { resource }: TaskWait, output: JsonText): void {
  const { succeeded } = EVENTS[resource.kind];
  step.record(frame, succeeded, { ...resourceDetails(resource), output, outputDetails: UNCUT });
}

export function taskFailed(
  step: StepContext,
  frame: Frame,
  wait: TaskWait,
  failure: { readonly error: string | null; readonly cause: string | null },
): void {
  const { resource } = wait;
  step.record(frame, failedEvent(wait), { ...resourceDetails(resource), ...failureDetails(failure) });
}

/** A task may fail before anybody has it: a job is not taken in, an activity does not exist. */
function failedEvent({ resource, submission, taken }: TaskWait): EventType {
  const submits = resource.kind === 'service' && resource.pattern !== 'requestResponse';
  if (submits && submission === null) {
    return 'TaskSubmitFailed';
  }
  return resource.kind === 'activity' && !taken ? 'ActivityScheduleFailed' : EVENTS[resource.kind].failed;
}

export function taskTimedOut(step: StepContext, frame: Frame, { resource }: TaskWait, error: string | null): void {
  step.record(frame, EVENTS[resource.kind].timedOut, {
    ...resourceDetails(resource),
    ...failureDetails({ error, cause: null }),
  });
}

/** What nobody named is not shown. */
export function failureDetails({ error, cause }: { readonly error: string | null; readonly cause: string | null }) {
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
}
