/**
 * Many random pairs of schemas, each with a thousand documents: `node test/containment/soak.ts [PAIRS] [FIRST SEED]`.
 * Ends with 1 when a document refutes an answer.
 */
import { checkPairs, type PairsChecked } from '../../checker/containment/check-pairs.fixture.ts';

const DOCUMENTS = 1_000;

export const soak = (pairs: number, firstSeed: number): PairsChecked =>
  checkPairs({ from: firstSeed, count: pairs }, DOCUMENTS);

if (import.meta.main) {
  const [pairs = 20_000, firstSeed = 2_000_000] = process.argv.slice(2).map(Number);
  const { refuted, disputed, verdicts, reasons } = soak(pairs, firstSeed);
  for (const reason of reasons) console.log(`undecided, seed ${reason}`);
  for (const each of refuted) console.log(JSON.stringify(each));
  console.log(
    `${pairs} pairs: ${JSON.stringify(verdicts)}, ${refuted.length} refuted, ${disputed.length} by ajv alone`,
  );
  process.exitCode = refuted.length > 0 ? 1 : 0;
}
