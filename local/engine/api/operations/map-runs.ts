import { checkedMapRunArn, refusal } from '../../runtime/index.ts';
import { operation } from '../operation.ts';
import { readToken } from '../paging.ts';
import { ARN, LONG_ARN, MAX_RESULTS, NEXT_TOKEN } from '../shapes.ts';

/** No definition with a Distributed Map is accepted yet, so there are no map runs to find. */
function findMapRun(arn: string): never {
  throw refusal.resourceNotFound(checkedMapRunArn(arn));
}

export const mapRunOperations = {
  ListMapRuns: operation({
    members: { executionArn: ARN, maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
    answer({ executions }, { executionArn, nextToken }) {
      readToken<string>(nextToken, 'string');
      executions.describe(executionArn);
      return { mapRuns: [] };
    },
  }),

  DescribeMapRun: operation({
    members: { mapRunArn: LONG_ARN },
    answer: (_engine, { mapRunArn }) => findMapRun(mapRunArn),
  }),

  UpdateMapRun: operation({
    members: {
      mapRunArn: LONG_ARN,
      maxConcurrency: { kind: 'integer', min: 0 },
      toleratedFailurePercentage: { kind: 'number', min: 0, max: 100 },
      toleratedFailureCount: { kind: 'integer', min: 0 },
    },
    answer: (_engine, { mapRunArn }) => findMapRun(mapRunArn),
  }),
};
