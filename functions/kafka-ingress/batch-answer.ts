import type { IngressRecord } from '../../shared/records/index.ts';

/** What a mapping with partial batch answers reads: these records again, the others are done. */
export type BatchAnswer = {
  readonly batchItemFailures: readonly {
    readonly itemIdentifier: { readonly partition: string; readonly offset: number };
  }[];
};

/**
 * `partition` is the event's group, `topic-partition`.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
export const batchAnswer = (handedBack: readonly IngressRecord[]): BatchAnswer => ({
  batchItemFailures: handedBack.map(({ topic, partition, offset }) => ({
    itemIdentifier: { partition: `${topic}-${partition}`, offset },
  })),
});
