import type { Project, Trigger } from '../project/index.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { attribute } from './cloudformation.ts';
import { workflowFedBy } from './functions.ts';
import { functionId, mappingId } from './names.ts';
import type { StageSettings } from './stage.ts';

/**
 * Event source mappings as resources of our own: what the framework offers can say neither a window of 0 nor, for
 * later, partial batches, and makes ids in which the topics `a.b` and `a-b` are the same.
 */
export function mappings(project: Project, stage: StageSettings): Resources {
  return project.functions.flatMap((fn) => {
    const workflow = workflowFedBy(fn, project);
    return workflow === undefined
      ? []
      : workflow.triggers.map(
          (trigger) =>
            [mappingId(workflow.name, trigger.topic), mapping(fn.name, workflow.name, trigger, stage)] as const,
        );
  });
}

/** A group of its own for each mapping: two that share one would wait for each other's rebalances. */
export function consumerGroup(workflow: string, topic: string, { name }: StageSettings): string {
  return `baton-${workflow}-${name}-${topic}`;
}

function mapping(functionName: string, workflow: string, trigger: Trigger, stage: StageSettings): Resource {
  const { topic, batch } = trigger;
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: attribute(functionId(functionName), 'Arn'),
      EventSourceArn: stage.kafka.clusterArn,
      Topics: [topic],
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: consumerGroup(workflow, topic, stage) },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: batch.size,
      MaximumBatchingWindowInSeconds: Math.ceil(batch.windowMs / 1000),
      Enabled: true,
      ...profileProperties(trigger, stage),
    },
  };
}

/**
 * On demand a batch comes again as a whole. Only provisioned pollers understand partial answers, and the ingress
 * function, which reads the same `profile`, gives them to no other.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
function profileProperties({ profile }: Trigger, { kafka: { pollers } }: StageSettings): Resource['Properties'] {
  if (profile !== 'provisioned') return {};
  return {
    ProvisionedPollerConfig: { MinimumPollers: pollers.minimum, MaximumPollers: pollers.maximum },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  };
}
