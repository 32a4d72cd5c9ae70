import { operation } from '../operation.ts';
import { toTags } from './state-machines.ts';

const ARN = { kind: 'string', required: true, minLength: 1, maxLength: 256 } as const;

export const tagOperations = {
  TagResource: operation({
    members: { resourceArn: ARN, tags: { kind: 'list', required: true } },
    answer({ machines }, { resourceArn, tags }) {
      machines.tag(resourceArn, toTags(tags));
      return {};
    },
  }),

  UntagResource: operation({
    members: { resourceArn: ARN, tagKeys: { kind: 'list', required: true } },
    answer({ machines }, { resourceArn, tagKeys }) {
      machines.untag(resourceArn, tagKeys.map(String));
      return {};
    },
  }),

  ListTagsForResource: operation({
    members: { resourceArn: ARN },
    answer({ machines }, { resourceArn }) {
      return { tags: Object.entries(machines.tags(resourceArn)).map(([key, value]) => ({ key, value })) };
    },
  }),
};
