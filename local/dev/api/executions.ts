import { ApiError } from '../errors.ts';
import { parseExecutionArn } from '../execution-arn.ts';
import { pathText } from './parameters.ts';
import type { ApiCall, Route } from './route.ts';

/** The records that started an execution. */
export const listStarters: Route = {
  method: 'GET',
  path: '/executions/:arn/records',
  async answer({ fates }, call) {
    const { workflow, name } = executionOf(call);
    return { records: fates.startersOf(workflow, name) };
  },
};

/** What functions printed for an execution, oldest first; kept while Baton runs. */
export const listPrinted: Route = {
  method: 'GET',
  path: '/executions/:arn/printed',
  async answer({ host }, call) {
    executionOf(call);
    return { printed: host.printed({ executionArn: pathText(call, 'arn') }) };
  },
};

function executionOf(call: ApiCall): { readonly workflow: string; readonly name: string } {
  const arn = pathText(call, 'arn');
  const parsed = parseExecutionArn(arn);
  if (parsed === null) throw new ApiError(400, 'BAD_REQUEST', `this is no ARN of an execution: ${arn}`);
  return parsed;
}
