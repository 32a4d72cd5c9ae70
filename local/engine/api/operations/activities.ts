import { operation, seconds } from '../operation.ts';
import { page, pageSize, readToken } from '../paging.ts';
import { ARN, MAX_RESULTS, NAME, NEXT_TOKEN, TAGS, toTags } from '../shapes.ts';

export const activityOperations = {
  CreateActivity: operation({
    members: { name: NAME, tags: TAGS },
    answer({ activities }, { name, tags = [] }) {
      const { arn, createdAt } = activities.create(name, toTags(tags));
      return { activityArn: arn, creationDate: seconds(createdAt) };
    },
  }),

  DescribeActivity: operation({
    members: { activityArn: ARN },
    answer({ activities }, { activityArn }) {
      const { name, createdAt } = activities.find(activityArn);
      const encryptionConfiguration = { type: 'AWS_OWNED_KEY' };
      return { activityArn, name, creationDate: seconds(createdAt), encryptionConfiguration };
    },
  }),

  ListActivities: operation({
    members: { maxResults: MAX_RESULTS, nextToken: NEXT_TOKEN },
    answer({ activities }, { maxResults, nextToken }) {
      const after = readToken<string>(nextToken, 'string');
      const rest = activities.list().filter(({ name }) => after === null || name > after);
      const { shown, nextToken: next } = page(rest, pageSize(maxResults), ({ name }) => name);
      const listed = shown.map(({ arn, name, createdAt }) => ({
        activityArn: arn,
        name,
        creationDate: seconds(createdAt),
      }));
      return { activities: listed, nextToken: next };
    },
  }),

  DeleteActivity: operation({
    members: { activityArn: ARN },
    answer({ activities }, { activityArn }) {
      activities.remove(activityArn);
      return {};
    },
  }),

  GetActivityTask: operation({
    members: { activityArn: ARN, workerName: { ...NAME, required: false } },
    async answer({ activities }, { activityArn, workerName = null }, hungUp) {
      const task = await activities.takeTask(activityArn, workerName, hungUp);
      return task === null ? {} : { taskToken: task.token, input: task.input };
    },
  }),
};
