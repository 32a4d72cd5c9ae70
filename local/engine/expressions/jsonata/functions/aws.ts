/** What Step Functions adds to JSONata. */
import { hashText } from '../../hash.ts';
import { JavaRandom } from '../../java-random.ts';
import { parseJson, toDoubles } from '../../json.ts';
import { randomUuid } from '../../random-uuid.ts';
import { JsonataError } from '../errors.ts';
import { BYTES_PER_LIST, type Run } from '../run.ts';
import { createSequence, type Value } from '../values.ts';
import { define, defineTotal } from './define.ts';

const STEPS_PER_UUID = 60;

export const awsFunctions = {
  partition: define('<an:a>', partition),
  range: define('<nnn:a>', range),
  hash: define('<ss:s>', hash),
  random: defineTotal('<n?:n>', (run, seed: number | undefined) =>
    seed === undefined ? run.random() : new JavaRandom(Math.trunc(seed)).nextDouble(),
  ),
  uuid: defineTotal('<:s>', (run) => {
    run.step(STEPS_PER_UUID);
    return randomUuid(run.random);
  }),
  parse: define('<s:x>', parse),
};

function partition(run: Run, items: Value[], size: number): Value {
  const length = Math.trunc(size);
  if (length < 0 || Number.isNaN(length)) {
    throw new JsonataError('partition', { value: size });
  }
  if (length === 0) {
    return undefined;
  }
  run.chargeCells(items.length * 2);
  run.allocate((items.length / length) * BYTES_PER_LIST);
  const count = Math.ceil(items.length / length);
  return createSequence(Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length)));
}

/** The end is part of the range when a step lands on it; fractions are cut off. A single item stands for itself. */
function range(run: Run, first: number, last: number, step: number): Value {
  const [start, end, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  const length = Math.floor((end - start) / by) + 1;
  if (!(length > 0) || !Number.isFinite(length)) {
    return undefined;
  }
  run.chargeCells(length * 2);
  return createSequence(Array.from({ length }, (_, index) => start + index * by));
}

const STEPS_PER_HASH = 60;
const HASHED_PER_STEP = 8;

function hash(run: Run, text: string, algorithm: string): Value {
  run.step(STEPS_PER_HASH + text.length / HASHED_PER_STEP);
  const digest = hashText(text, algorithm);
  if (digest === undefined) {
    throw new JsonataError('hash', { value: algorithm });
  }
  return digest;
}

const STEPS_PER_PARSE = 20;
/** `[{},{},…`: an object for every three characters. */
const PARSED_BYTES_PER_CHARACTER = 20;

function parse(run: Run, text: string): Value {
  run.step(STEPS_PER_PARSE);
  run.chargeCharacters(text.length);
  run.allocate(text.length * PARSED_BYTES_PER_CHARACTER);
  try {
    return toDoubles(parseJson(text));
  } catch (error) {
    throw new JsonataError('parse', { value: text.slice(0, 100), cause: error });
  }
}
