import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const ORIGIN = new URL('../origin/usgs-earthquakes-week.ndjson.gz', import.meta.url);

/** One line a measured event, as the US Geological Survey reported it. What is no earthquake becomes a dead letter. */
export function earthquakeLines(): string[] {
  const features = gunzipSync(readFileSync(ORIGIN)).toString('utf8').trimEnd().split('\n');
  return features.map((text) => {
    const { id, properties } = JSON.parse(text) as { id: string; properties: { type: string } };
    const expected =
      properties.type === 'earthquake'
        ? '"expect":"started","status":"SUCCEEDED"'
        : '"expect":"dead-letter","reason":"quake.measured@1"';
    return `{"topic":"quakes.measured","key":${JSON.stringify(id)},"value":${text},${expected}}`;
  });
}
