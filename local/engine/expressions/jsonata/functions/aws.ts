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
  partition: define('<an?:a>', partition, 2),
  range: define('<nnn?:a>', range, 3),
  hash: define('<ss?:s>', hash, 2),
  random: defineTotal('<n?:n>', (run, seed: number | undefined) =>
    seed === undefined ? run.random() : new JavaRandom(Math.trunc(seed)).nextDouble(),
  ),
  uuid: defineTotal('<:s>', (run) => {
    run.step(STEPS_PER_UUID);
    return randomUuid(run.random);
  }),
  parse: define('<s:x>', parse),
};

/** All of it is one part where no size is given; a single part stands in a list all the same. */
function partition(run: Run, items: Value[], size = items.length): Value {
  const length = Math.trunc(size);
  if (length < 0 || Number.isNaN(length)) {
    throw new JsonataError('D3137', { message: 'Second argument must be zero or greater' });
  }
  if (length === 0 || items.length === 0) {
    return undefined;
  }
  run.chargeCells(items.length * 2);
  run.allocate((items.length / length) * BYTES_PER_LIST);
  const count = Math.ceil(items.length / length);
  return Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length));
}

/** How many items AWS makes at most, as users have measured. */
const MAX_RANGE_ITEMS = 360_145;

/**
 * The end is part of the range when a step lands on it; fractions are cut off. A single item stands for itself, and
 * without a step there is none.
 */
function range(run: Run, first: number, last: number, step = 0): Value {
  const [start, end, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  const length = Math.floor((end - start) / by) + 1;
  if (!(length > 0) || !Number.isFinite(length)) {
    return undefined;
  }
  if (length > MAX_RANGE_ITEMS) {
    throw new JsonataError('memory');
  }
  run.chargeCells(length * 2);
  return createSequence(Array.from({ length }, (_, index) => start + index * by));
}

const STEPS_PER_HASH = 60;
const HASHED_PER_STEP = 8;

function hash(run: Run, text: string, algorithm: string | undefined): Value {
  if (algorithm === undefined) {
    return undefined;
  }
  run.step(STEPS_PER_HASH + text.length / HASHED_PER_STEP);
  const digest = hashText(text, algorithm);
  if (digest === undefined) {
    const known = 'SHA-1, SHA-384, SHA-256, SHA-512, MD5';
    throw new JsonataError('D3137', { message: `Hash algorithm '${algorithm}' must be one of ${known}` });
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
    throw new JsonataError('D3137', { message: 'Invalid JSON', cause: error });
  }
}
