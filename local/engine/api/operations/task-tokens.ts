import { operation } from '../operation.ts';

const TOKEN = { kind: 'string', required: true, minLength: 1, maxLength: 2048 } as const;

export const taskTokenOperations = {
  SendTaskSuccess: operation({
    members: { taskToken: TOKEN, output: { kind: 'string', required: true, maxLength: 262_144 } },
    async answer({ taskTokens }, { taskToken, output }) {
      await taskTokens.succeed(taskToken, output);
      return {};
    },
  }),

  SendTaskFailure: operation({
    members: {
      taskToken: TOKEN,
      error: { kind: 'string', maxLength: 256 },
      cause: { kind: 'string', maxLength: 32_768 },
    },
    async answer({ taskTokens }, { taskToken, error = null, cause = null }) {
      await taskTokens.fail(taskToken, error, cause);
      return {};
    },
  }),

  SendTaskHeartbeat: operation({
    members: { taskToken: TOKEN },
    async answer({ taskTokens }, { taskToken }) {
      await taskTokens.heartbeat(taskToken);
      return {};
    },
  }),
};
