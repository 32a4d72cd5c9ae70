import type { TaskIntegration } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';

/** Where tasks wait for their workers. */
export interface TaskOffers {
  /** Resolves when a worker has come for the task, or when the signal is aborted. */
  offer(
    activityArn: string,
    task: { readonly token: string; readonly input: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Whether there is such an activity. */
  exists(activityArn: string): boolean;
}

/** A Task whose Resource is an activity's ARN: a worker asks for it and tells by the token how it ended. */
export function activityTask(offers: TaskOffers): TaskIntegration {
  return {
    onCrash: 'invokeAgain',
    onlyWaits: true,
    async invoke({ resource, taskToken, arguments: input }, { signal }) {
      const activityArn = resource.kind === 'activity' ? resource.activityArn : '';
      if (!offers.exists(activityArn)) return failed('States.Runtime', `Activity Does Not Exist: '${activityArn}'`);
      await offers.offer(activityArn, { token: taskToken ?? '', input }, signal);
      return { type: 'handedOver' };
    },
  };
}
