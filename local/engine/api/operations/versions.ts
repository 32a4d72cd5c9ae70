import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, LONG_ARN, MAX_RESULTS, NEXT_TOKEN } from '../shapes.ts';

const DESCRIPTION = { kind: 'string', maxLength: 256 } as const;

export const versionOperations = {
  PublishStateMachineVersion: operation({
    members: { stateMachineArn: ARN, revisionId: { kind: 'string' }, description: DESCRIPTION },
    answer({ versions }, { stateMachineArn, revisionId, description }) {
      const { number, createdAt } = versions.publish(stateMachineArn, { revisionId, description });
      return { creationDate: seconds(createdAt), stateMachineVersionArn: `${stateMachineArn}:${number}` };
    },
  }),

  ListStateMachineVersions: operation({
    members: { stateMachineArn: ARN, maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
    answer({ versions }, { stateMachineArn, maxResults, nextToken }) {
      const before = readToken<number>(nextToken, 'number') ?? Number.POSITIVE_INFINITY;
      const rest = versions.list(stateMachineArn).filter(({ number }) => number < before);
      const { shown, nextToken: next } = page(rest, pageSize(maxResults), ({ number }) => number);
      return {
        stateMachineVersions: shown.map(({ number, createdAt }) => ({
          stateMachineVersionArn: `${stateMachineArn}:${number}`,
          creationDate: seconds(createdAt),
        })),
        nextToken: next,
      };
    },
  }),

  DeleteStateMachineVersion: operation({
    members: { stateMachineVersionArn: LONG_ARN },
    answer({ versions }, { stateMachineVersionArn }) {
      versions.remove(stateMachineVersionArn);
      return {};
    },
  }),
};
