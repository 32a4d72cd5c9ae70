import jsonata from 'jsonata';
import { compileJsonata, evaluateJsonata } from '../../local/engine/expressions/index.ts';
import { medianPair } from '../median-pair.ts';
import type { BenchRow } from '../row.ts';

const PAIRS = 5;
/** Long enough for the clock of processor time. */
const ROUND_MS = 100;

const INPUT = {
  id: 'o-1042',
  note: 'Please deliver before 18:00, ring twice, and leave nothing with the neighbours at number 12 or 14.',
  items: Array.from({ length: 50 }, (_, index) => ({
    ...{ sku: `SKU-${index % 17}`, quantity: (index % 5) + 1, price: 19.9 + index, tags: ['a', `t${index % 3}`] },
  })),
};

/** Each does one thing that workflows do with data; all read `$states.input`. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  'a path and a sum': '$sum($states.input.items.(quantity * price))',
  'a filter': '$states.input.items[price > 30 and quantity < 4].sku',
  'a list of new objects': '$states.input.items.{"sku": sku, "total": $round(quantity * price, 2)}',
  'grouping, and a sum for each': '$states.input.items{sku: $sum(quantity)}',
  'functions of functions':
    '$reduce($map($states.input.items, function($i) { $i.quantity }), function($a, $b) { $a + $b })',
  sorting: '$states.input.items^(>price, sku).sku',
  'text from texts': '$join($states.input.items.(sku & " x " & quantity), ", ")',
  '$replace by a regular expression': '$replace($states.input.note, /[aeiou]/, "*")',
  '$replace with what groups caught': '$replace($states.input.note, /(\\d+):(\\d+)/, "$1h$2")',
  '$match of words': '$match($states.input.note, /\\b[a-z]+\\b/i).match',
};

/** JSONata beside the `jsonata` package, whose trees we evaluate: processor time of the same expressions on the same data. */
export async function benchExpressions(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [what, text] of Object.entries(EXPRESSIONS)) {
    const ours = compileJsonata(text);
    const theirs = jsonata(text);
    const states = { input: INPUT, context: {} };
    const scope = { states, variables: {}, random: Math.random, at: 0 };
    rows.push({
      what: `JSONata, ${what}`,
      ...(await medianPair(PAIRS, async () => ({
        figure: await microsEach(() => evaluateJsonata(ours, scope, 'Output')),
        baseline: await microsEach(() => theirs.evaluate(undefined, { states })),
      }))),
      unit: 'µs of CPU',
      baselineIs: 'the jsonata package',
      aim: '≤ 0.5 ×',
    });
  }
  return rows;
}

async function microsEach(evaluate: () => unknown): Promise<number> {
  await evaluateFor(ROUND_MS / 2, evaluate);
  const before = process.cpuUsage();
  const count = await evaluateFor(ROUND_MS, evaluate);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

/** How often it was evaluated. What answers later is waited for, as who uses it must. */
async function evaluateFor(durationMs: number, evaluate: () => unknown): Promise<number> {
  const end = performance.now() + durationMs;
  let count = 0;
  for (; performance.now() < end; count += 1) {
    const result = evaluate();
    if (result instanceof Promise) await result;
  }
  return count;
}
