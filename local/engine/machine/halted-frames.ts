import { childrenOf, type Frame, type Run } from './run.ts';
import type { StepContext } from './step-context.ts';

/**
 * Remembers the frames that a failure is about to end, as they stand: should nobody catch it, they are what a redrive
 * goes on with. Of a frame that is remembered already, the earlier state counts.
 */
export function keepFrames({ run, falling }: StepContext, parent: Frame): void {
  const keep = (frame: Frame) => {
    if (!falling.has(frame.id)) {
      falling.set(frame.id, { ...frame });
    }
    if (frame.join !== null) {
      childrenOf(run, frame).forEach(keep);
    }
  };
  keep(parent);
}

/** All frames as they were when the execution came to its end. */
export function haltedFrames({ run, falling }: StepContext): Run['frames'] {
  const frames: Run['frames'] = {};
  for (const frame of [...Object.values(run.frames), ...falling.values()]) {
    frames[frame.id] = { ...frame };
  }
  return frames;
}
