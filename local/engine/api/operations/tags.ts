import { operation } from '../operation.ts';
import { ARN, TAG_KEYS, TAGS, toTags } from '../shapes.ts';

export const tagOperations = {
  TagResource: operation({
    members: { resourceArn: ARN, tags: { ...TAGS, required: true } },
    answer({ machines }, { resourceArn, tags }) {
      machines.tag(resourceArn, toTags(tags));
      return {};
    },
  }),

  UntagResource: operation({
    members: { resourceArn: ARN, tagKeys: TAG_KEYS },
    answer({ machines }, { resourceArn, tagKeys }) {
      machines.untag(resourceArn, tagKeys);
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
