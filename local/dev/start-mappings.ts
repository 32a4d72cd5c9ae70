import { ingressFunctionName, type Trigger, type Workflow } from '../../project/index.ts';
import type { FunctionHost } from '../host/index.ts';
import {
  type InvokeFunction,
  type Mapping,
  ON_DEMAND,
  PROVISIONED,
  startMapping,
  systemClock,
} from '../sources/index.ts';
import type { DevOptions } from './dev-options.ts';
import { noticeEvent } from './notice-words.ts';
import type { OpenData } from './open-data.ts';
import type { RecordFates } from './record-fates.ts';

/** An event source mapping of a workflow's trigger. */
export type RunningMapping = { readonly workflow: string; readonly topic: string; readonly mapping: Mapping };

/** How Lambda treats a batch that failed. */
const PROFILES = { 'on-demand': ON_DEMAND, provisioned: PROVISIONED } as const;

/** As events of a real cluster name it; nothing reads it here. */
const EVENT_SOURCE_ARN = 'arn:aws:kafka:us-east-1:000000000000:cluster/local/00000000-0000-0000-0000-000000000000-1';
const EMBEDDED_BROKERS = '127.0.0.1:9092';

/** Begins to feed the workflows, and ends that first when things are closed. */
export async function startMappings(
  workflows: readonly Workflow[],
  { brokers, emit }: Pick<DevOptions, 'brokers' | 'emit'>,
  { log, plans, fates }: OpenData,
  host: FunctionHost,
  cleanup: AsyncDisposableStack,
): Promise<readonly RunningMapping[]> {
  const running: RunningMapping[] = [];
  cleanup.defer(async () => void (await Promise.all(running.map(({ mapping }) => mapping.close()))));
  for (const { name: workflow, trigger } of workflows.flatMap(triggersOf)) {
    const functionName = ingressFunctionName(workflow);
    const mapping = await startMapping({
      log,
      trigger: { topic: trigger.topic, batch: trigger.batch, profile: PROFILES[trigger.profile ?? 'on-demand'] },
      // Of its own, as where it is deployed: members of a group that read different topics wait for each other.
      group: `baton-${workflow}-${trigger.topic}`,
      source: { eventSourceArn: EVENT_SOURCE_ARN, bootstrapServers: brokers ?? EMBEDDED_BROKERS },
      invoke: invokeIngress(host, functionName, fates),
      clock: systemClock,
      notices: { say: (notice) => emit(noticeEvent(notice)) },
      state: plans,
    });
    running.push({ workflow, topic: trigger.topic, mapping });
  }
  return running;
}

const triggersOf = ({ name, triggers }: Workflow): { name: string; trigger: Trigger }[] =>
  triggers.map((trigger) => ({ name, trigger }));

/** What the function said of its records is kept before they are committed. */
function invokeIngress(host: FunctionHost, functionName: string, fates: RecordFates): InvokeFunction {
  return async (payload, signal) => {
    const answer = await host.invoke(functionName, payload, { signal });
    fates.flush();
    return answer;
  };
}
