import { writeFileSync } from 'node:fs';
import { earthquakeLines } from './earthquakes.ts';
import { orderLines } from './orders.ts';

const write = (name: string, lines: readonly string[]) =>
  writeFileSync(new URL(`../${name}.ndjson`, import.meta.url), `${lines.join('\n')}\n`);

write('orders', orderLines());
write('earthquakes', earthquakeLines());
