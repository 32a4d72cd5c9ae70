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

function mapping(functionName: string, workflow: string, { topic, batch }: Trigger, stage: StageSettings): Resource {
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
    },
  };
}
