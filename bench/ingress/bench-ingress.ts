import { hash } from 'node:crypto';
import { createKafkaIngress } from '../../functions/kafka-ingress/kafka-ingress.ts';
import { type AvroContract, decode } from '../../shared/contracts/index.ts';
import { medianPair } from '../median-pair.ts';
import type { BenchRow } from '../row.ts';
import { bareType, benchContract, benchRecords } from './bench-contract.ts';

const PAIRS = 15;
const WARM_UPS = 5;
const BATCH = 100;
/** All records this often in one measurement: long enough for the clock of CPU time. */
const ROUNDS = 40;

/**
 * The CPU time of a record through the ingress function (event, decode, check, decide; starting and telling are stubs)
 * beside that of base64 and avsc alone, and of these with the JSON text that any execution's input is.
 */
export async function benchIngress(): Promise<readonly BenchRow[]> {
  const records = await benchRecords();
  const bare = records.map((record) => record.bare.toString('base64'));
  const events = eventsOf(records.map(({ framed }) => framed.toString('base64')));
  const contract = benchContract();
  const values = records.map(({ framed }) => decode('avro-single-object', contract, framed));
  const ingress = ingressFunction(contract);
  const context = { getRemainingTimeInMillis: () => 60_000 };

  const runBare = async () => {
    for (const value of bare) bareType.fromBuffer(Buffer.from(value, 'base64'));
  };
  const runIngress = async () => {
    for (const event of events) await ingress(event, context);
  };
  const runBareWithText = async () => {
    await runBare();
    for (const value of values) JSON.stringify(value);
  };
  const beside = (baseline: () => Promise<void>) => async () => ({
    baseline: (await cpuUs(baseline)) / records.length,
    figure: (await cpuUs(runIngress)) / records.length,
  });
  for (let i = 0; i < WARM_UPS; i++) await beside(runBareWithText)();
  return [
    {
      what: 'CPU of a record at the door',
      ...(await medianPair(PAIRS, beside(runBare))),
      unit: 'µs',
      baselineIs: 'bare base64 and avsc',
      aim: '≤ 3 ×',
    },
    {
      what: '… the same',
      ...(await medianPair(PAIRS, beside(runBareWithText))),
      unit: 'µs',
      baselineIs: '… and the JSON text of the input',
      aim: '',
    },
  ];
}

/** Microseconds of CPU time that one run takes. */
async function cpuUs(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / ROUNDS;
}

/** Events as a mapping sends them: batches of one partition, every record with a key and one header. */
function eventsOf(values: readonly string[]): readonly object[] {
  const records = values.map((value, offset) => ({
    topic: 'shipments.scanned',
    partition: 0,
    offset,
    timestamp: 1_545_084_650_987,
    timestampType: 'CREATE_TIME',
    key: Buffer.from(`shipment-${offset % 97}`).toString('base64'),
    value,
    headers: [{ 'event-id': [...Buffer.from(`event-${offset}`)] }],
  }));
  return Array.from({ length: Math.ceil(records.length / BATCH) }, (_, batch) => ({
    eventSource: 'aws:kafka',
    records: { 'shipments.scanned-0': records.slice(batch * BATCH, (batch + 1) * BATCH) },
  }));
}

function ingressFunction(contract: AvroContract) {
  return createKafkaIngress({
    doors: {
      workflow: 'bench',
      triggers: [
        {
          topic: 'shipments.scanned',
          format: 'avro-single-object',
          contract: contract.id,
          identity: { kind: 'header', name: 'event-id' },
          generation: 1,
          mode: 'execution-per-record',
          rows: 'plain',
        },
      ],
      signals: {},
      deadLetterTopic: null,
    },
    contracts: { [contract.id]: contract },
    registries: () => null,
    starter: { start: async () => 'started' },
    publisher: { publish: async () => [], close: async () => {} },
    telemetry: { audit: () => {}, count: () => {} },
    topicIds: {},
    digest: (text) => hash('sha256', text),
    sleep: async () => {},
    random: () => 0,
  });
}
