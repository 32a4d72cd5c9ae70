import { type DeadLetterView, deadLetterView, readDeadLetters } from '../dead-letters.ts';
import { ApiError } from '../errors.ts';
import { pathNumber, pathText, queryNumber } from './parameters.ts';
import { recordView } from './record-view.ts';
import type { Route } from './route.ts';

const DEFAULT_LETTERS = 1_000;
const MAX_LETTERS = 10_000;

/** Dead letters of one topic or of all, one a record; `total` counts those beyond the limit too. */
export const listDeadLetters: Route = {
  method: 'GET',
  path: '/dead-letters',
  async answer({ log, deadLetterTopics }, call) {
    const wanted = call.query.get('topic');
    const limit = queryNumber(call, 'limit', { otherwise: DEFAULT_LETTERS, max: MAX_LETTERS });
    const deadLetters: DeadLetterView[] = [];
    let total = 0;
    for (const topic of deadLetterTopics.filter((name) => wanted === null || wanted === name)) {
      for await (const letter of readDeadLetters(log, topic)) {
        total += 1;
        if (deadLetters.length < limit) deadLetters.push(letter);
      }
    }
    return { deadLetters, total };
  },
};

export const showDeadLetter: Route = {
  method: 'GET',
  path: '/dead-letters/:topic/:partition/:offset',
  async answer({ log, codecs }, call) {
    const at = { topic: pathText(call, 'topic'), partition: pathNumber(call, 'partition') };
    const offset = pathNumber(call, 'offset');
    const [record] = await log.read(at, offset, { maxRecords: 1, maxBytes: 1 });
    const deadLetter = record?.offset === offset ? deadLetterView(record) : null;
    if (record === undefined || deadLetter === null) {
      throw new ApiError(404, 'UNKNOWN_DEAD_LETTER', `there is no dead letter ${at.topic}/${at.partition}/${offset}`);
    }
    return { deadLetter, record: await recordView(record, codecs) };
  },
};
