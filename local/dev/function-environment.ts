import { type LocalAccount, type ProjectFunction, stateMachineArn } from '../../project/index.ts';
import { clientEnvironment } from './client-environment.ts';
import { registryVariables } from './registries.ts';

/** What a function finds in its environment on a laptop: endpoints and dummy keys, so that no real AWS is ever reached. */
export function functionEnvironment(
  fn: Pick<ProjectFunction, 'kind' | 'workflow'>,
  { account, url, brokers, topicIds, environment }: FunctionSurroundings,
): Readonly<Record<string, string>> {
  return {
    ...clientEnvironment(account, url),
    BATON_LOCAL: 'true',
    ...registryVariables(environment),
    ...(brokers === null ? { BATON_LOG_URL: `${url}/_baton/v1` } : { KAFKA_BROKERS: brokers }),
    ...(fn.kind === 'platform' && fn.workflow !== null
      ? {
          BATON_WORKFLOW: fn.workflow,
          STATE_MACHINE_ARN: stateMachineArn(account, fn.workflow),
          BATON_TOPIC_IDS: JSON.stringify(topicIds),
        }
      : {}),
  };
}

export type FunctionSurroundings = {
  readonly account: LocalAccount;
  readonly url: string;
  readonly brokers: string | null;
  readonly topicIds: Readonly<Record<string, string>>;
  /** Baton's own. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};
