import { execFileSync } from 'node:child_process';
import { orderLines } from '../../samples/generate/orders.ts';
import { type ChildProgram, startBaton } from '../child-program.ts';
import type { BenchRow } from '../row.ts';

const ORDERS = 10_000;
/** After so many, every function is loaded and everything that is kept a limited time of has been there. */
const FIRST_ORDERS = 1_000;
/** The most that a request may hold. */
const RECORDS_AT_A_TIME = 1_000;

/** What `baton dev` takes up in memory before and after many orders, its worker threads included. */
export async function benchMemory(): Promise<readonly BenchRow[]> {
  const dev = await startBaton(['dev']);
  const orders = manyOrders(ORDERS);
  const atStart = residentMiB(dev);
  await sendAndWait(dev, orders.slice(0, FIRST_ORDERS));
  const afterFirst = residentMiB(dev);
  await sendAndWait(dev, orders.slice(FIRST_ORDERS));
  const atEnd = residentMiB(dev);
  await dev.stop();
  return [
    {
      what: `resident memory after ${ORDERS.toLocaleString('en')} orders`,
      figure: atEnd,
      unit: 'MiB',
      baseline: atStart,
      baselineIs: 'after the start, no function loaded',
      aim: '',
    },
    {
      what: '… the same',
      figure: atEnd,
      unit: 'MiB',
      baseline: afterFirst,
      aim: '',
      baselineIs: `after ${FIRST_ORDERS.toLocaleString('en')} orders, functions loaded`,
    },
  ];
}

/** That they ended is read from what Baton prints: to ask its API again and again would be measured too. */
async function sendAndWait(dev: ChildProgram, orders: readonly object[]): Promise<void> {
  const ended = dev.until('executionEnded', orders.length);
  for (let at = 0; at < orders.length; at += RECORDS_AT_A_TIME) {
    const response = await fetch(`${dev.url}/_baton/v1/topics/orders.created/records`, {
      method: 'POST',
      body: JSON.stringify({ records: orders.slice(at, at + RECORDS_AT_A_TIME) }),
    });
    if (!response.ok) throw new Error(`orders were refused: ${await response.text()}`);
  }
  await ended;
}

/** The sample orders again and again, each with an id of its own. */
function manyOrders(count: number): readonly object[] {
  const values = orderLines().flatMap((line) => {
    const { value, expect } = JSON.parse(line);
    return expect === 'started' && value !== undefined ? [value] : [];
  });
  return Array.from({ length: count }, (_, n) => {
    const orderId = `bench-${n}`;
    const headers = [['event-id', Buffer.from(`event-${orderId}`).toString('base64')]];
    return { key: Buffer.from(orderId).toString('base64'), headers, json: { ...values[n % values.length], orderId } };
  });
}

function residentMiB({ pid }: ChildProgram): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
}
