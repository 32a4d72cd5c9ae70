import { expect, test } from 'vitest';
import { decodeRecorded } from './decode-frame.ts';
import { recordedFrames } from './read-frames.ts';

test.each(recordedFrames().map((frame) => [frame.name, frame] as const))(
  'recorded frames - reads %s',
  async (_, frame) => {
    expect(await decodeRecorded(frame)).toEqual(frame.json);
  },
);
