import { stateMachineArn } from '../../../project/index.ts';
import { ApiError } from '../errors.ts';
import { executionArn } from '../execution-arn.ts';
import { pathNumber, pathText } from './parameters.ts';
import { recordView } from './record-view.ts';
import type { Route } from './route.ts';

/** A record and what became of it. */
export const showRecord: Route = {
  method: 'GET',
  path: '/topics/:topic/partitions/:partition/records/:offset',
  async answer({ log, codecs, fates, account }, call) {
    const at = { topic: pathText(call, 'topic'), partition: pathNumber(call, 'partition') };
    const offset = pathNumber(call, 'offset');
    const [record] = await log.read(at, offset, { maxRecords: 1, maxBytes: 1 });
    if (record?.offset !== offset) {
      throw new ApiError(404, 'UNKNOWN_RECORD', `there is no record ${at.topic}/${at.partition}/${offset}`);
    }
    const fate = fates.of(at.topic, at.partition, offset);
    const arn =
      fate?.executionName == null ? null : executionArn(stateMachineArn(account, fate.workflow), fate.executionName);
    return { record: await recordView(record, codecs), fate: fate === null ? null : { ...fate, executionArn: arn } };
  },
};
