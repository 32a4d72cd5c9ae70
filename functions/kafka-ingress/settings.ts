import type { TopicIds } from './doors.ts';
import { IngressConfigurationError } from './errors.ts';

export type IngressSettings = {
  readonly workflow: string;
  readonly stateMachineArn: string;
  /** Null where the broker's ids of topics are not known, which is in AWS. */
  readonly topicIds: TopicIds | null;
};

/**
 * Reads `BATON_WORKFLOW`, `STATE_MACHINE_ARN` and, on a laptop, `BATON_TOPIC_IDS`: a JSON object of the broker's ids by
 * topic, which makes them part of execution names. Throws `IngressConfigurationError`.
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): IngressSettings {
  const { BATON_WORKFLOW, STATE_MACHINE_ARN, BATON_TOPIC_IDS } = environment;
  if (!BATON_WORKFLOW) throw new IngressConfigurationError('BATON_WORKFLOW is not set: the name of the workflow.');
  if (!STATE_MACHINE_ARN) throw new IngressConfigurationError("STATE_MACHINE_ARN is not set: the workflow's own.");
  return {
    workflow: BATON_WORKFLOW,
    stateMachineArn: STATE_MACHINE_ARN,
    topicIds: BATON_TOPIC_IDS ? parseTopicIds(BATON_TOPIC_IDS) : null,
  };
}

function parseTopicIds(text: string): TopicIds {
  try {
    const ids: unknown = JSON.parse(text);
    if (typeof ids === 'object' && ids !== null && Object.values(ids).every((id) => typeof id === 'string')) {
      return ids as TopicIds;
    }
  } catch {}
  throw new IngressConfigurationError('BATON_TOPIC_IDS is no JSON object of topic ids by topic.');
}
