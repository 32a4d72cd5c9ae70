import { parseArgs } from 'node:util';
import { ProjectError } from '../errors.ts';
import { generate, staleGenerated } from './generate.ts';
import type { StaleFile } from './write-generated.ts';

/** `generate [--check] [--root R]`: writes generated/, or says which of its files are missing, changed or left over, and exits 1. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, root: { type: 'string', default: '.' } } });
  if (!values.check) {
    const stale = await generate(values.root);
    console.log(stale.length === 0 ? 'generated/ is fresh.' : stale.map(sayWritten).join('\n'));
    return;
  }
  const stale = await staleGenerated(values.root);
  if (stale.length === 0) return;
  throw new ProjectError('STALE', {
    place: { file: 'generated' },
    what: `What lies here is not what the project says. ${sayStale(stale)}`,
    fix: 'Run `npm run generate` and commit what it changes.',
  });
}

const sayWritten = ({ path, state }: StaleFile): string =>
  `generated/${path}${state === 'left over' ? ' (removed)' : ''}`;

/** `Missing: a, b. Left over: c.` */
function sayStale(stale: readonly StaleFile[]): string {
  const states = Map.groupBy(stale, ({ state }) => state);
  const sentences = [...states].map(([state, files]) => `${state}: ${files.map(({ path }) => path).join(', ')}.`);
  return sentences.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1)).join(' ');
}

await main().catch((error: unknown) => {
  if (!(error instanceof ProjectError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
