/**
 * Many random pairs of schemas, each with a thousand documents: `node test/containment/soak.ts [PAIRS] [FIRST SEED]`.
 * Ends with 1 when a document refutes an answer.
 */
import { checkPairs, type Refuted } from '../../checker/containment/check-pairs.fixture.ts';

const DOCUMENTS = 1_000;
const AT_ONCE = 500;

const [pairs = 20_000, firstSeed = 2_000_000] = process.argv.slice(2).map(Number);
const verdicts = { contained: 0, 'not-contained': 0, undecided: 0 };
const refuted: Refuted[] = [];
let disputed = 0;

for (let done = 0; done < pairs; done += AT_ONCE) {
  const checked = checkPairs({ from: firstSeed + done, count: Math.min(AT_ONCE, pairs - done) }, DOCUMENTS);
  for (const verdict of ['contained', 'not-contained', 'undecided'] as const) {
    verdicts[verdict] += checked.verdicts[verdict];
  }
  refuted.push(...checked.refuted);
  disputed += checked.disputed.length;
  for (const reason of checked.reasons) console.log(`undecided, seed ${reason}`);
}

for (const each of refuted) console.log(JSON.stringify(each));
console.log(`${pairs} pairs: ${JSON.stringify(verdicts)}, ${refuted.length} refuted, ${disputed} refuted by ajv alone`);
process.exitCode = refuted.length > 0 ? 1 : 0;
