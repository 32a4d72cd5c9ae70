import { operation } from '../operation.ts';
import { ARN, TAG_KEYS, TAGS, toTags } from '../shapes.ts';

export const tagOperations = {
  TagResource: operation({
    members: { resourceArn: ARN, tags: { ...TAGS, required: true } },
    answer({ tagging }, { resourceArn, tags }) {
      tagging.add(resourceArn, toTags(tags));
      return {};
    },
  }),

  UntagResource: operation({
    members: { resourceArn: ARN, tagKeys: TAG_KEYS },
    answer({ tagging }, { resourceArn, tagKeys }) {
      tagging.remove(resourceArn, tagKeys);
      return {};
    },
  }),

  ListTagsForResource: operation({
    members: { resourceArn: ARN },
    answer({ tagging }, { resourceArn }) {
      return { tags: Object.entries(tagging.of(resourceArn)).map(([key, value]) => ({ key, value })) };
    },
  }),
};
