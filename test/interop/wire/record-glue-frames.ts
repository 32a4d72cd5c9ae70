/** Writes glue-frames.ndjson anew: `node test/interop/wire/record-glue-frames.ts`. Wants Java 17, Maven and Python. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGlueFrames } from './glue-frames.ts';
import { startGlue } from './peers.ts';

await using glue = await startGlue();
const frames = await writeGlueFrames(glue.url);
writeFileSync(
  join(import.meta.dirname, 'glue-frames.ndjson'),
  frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''),
);
