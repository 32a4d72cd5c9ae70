import type { ExecutionListItem } from '@aws-sdk/client-sfn';
import { type LocalApi, localApi } from '../../local/cli/local-api.ts';
import { stepFunctions } from '../../local/cli/step-functions.ts';
import { type RecordView, startDev } from '../../local/dev/index.ts';
import { PROJECT } from './dev-process.ts';
import type { SampleEnds } from './sample-ends.ts';
import { addUpSummaries, readStoredRows } from './stored-quakes.ts';

const MAX_EXECUTIONS = 100_000;
const RECORDS_AT_A_TIME = 1_000;

/** Opens a data directory that nobody uses, and asks the APIs what became of the samples, as a user would. */
export async function readEnds(data: string, brokers: string | null = null): Promise<SampleEnds> {
  const running = await startDev({
    ...{ root: PROJECT, port: 0, dataDirectory: data, brokers, timeScale: 1, samples: false, watch: false },
    environment: {},
    emit: () => undefined,
  });
  try {
    return await askForEnds(running.url, data);
  } finally {
    await running.close();
  }
}

async function askForEnds(url: string, data: string): Promise<SampleEnds> {
  const api = localApi(url);
  const executionsOf = (workflow: string) => stepFunctions(url, {}).list({ workflow, limit: MAX_EXECUTIONS });
  const created = await recordsOf(api, 'orders.created');
  const measured = await recordsOf(api, 'quakes.measured');
  const letters = distinct(
    [...(await recordsOf(api, 'orders.created.dlt')), ...(await recordsOf(api, 'quakes.measured.dlt'))],
    sourceOf,
  );
  const signals = distinct(
    [...(await recordsOf(api, 'orders.fulfilled')), ...(await recordsOf(api, 'orders.failed'))],
    (signal) => header(signal, 'ce_id'),
  );
  const rows = distinct(await readStoredRows(data), placeOf);
  const batches = await executionsOf('quake-etl');
  return {
    records: { 'orders.created': created.length, 'quakes.measured': measured.length },
    orders: (await executionsOf('order-fulfilment'))
      .map(({ name, status }) => `${identityIn(name ?? '')} ${status}`)
      .toSorted(),
    signals: [...signals].map(([id, { topic }]) => `${topic} ${identityIn(id.split('/')[0] ?? '')}`).toSorted(),
    deadLetters: [...letters.values()].map(({ topic, key, value }) => `${topic} ${key} ${value}`).toSorted(),
    stored: [...rows.values()].map(({ id }) => id).toSorted(),
    summed: await addUpSummaries(data),
    failedBatches: batches.flatMap(({ name, status }) => (status === 'SUCCEEDED' ? [] : [`${name} ${status}`])),
    astray: findAstray(measured.map(placeOf), await placesIn(api, batches), rows, letters),
  };
}

type Place = { readonly topic: string; readonly partition: number; readonly offset: number };

/** Everything that a topic holds. */
async function recordsOf(api: LocalApi, topic: string): Promise<readonly RecordView[]> {
  const { topics } = await api.get<{ topics: readonly TopicView[] }>('/topics');
  const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
  const found: RecordView[] = [];
  for (const { partition, first, end } of partitions) {
    for (let offset = first; offset < end; ) {
      const path = `/topics/${topic}/partitions/${partition}/records?offset=${offset}&limit=${RECORDS_AT_A_TIME}`;
      const { records } = await api.get<{ records: readonly RecordView[] }>(path);
      found.push(...records);
      offset = (records.at(-1)?.offset ?? end) + 1;
    }
  }
  return found;
}

type TopicView = {
  readonly name: string;
  readonly partitions: readonly { readonly partition: number; readonly first: number; readonly end: number }[];
};

/** The places of all records that the executions say they hold; one that two hold is there twice. */
async function placesIn(api: LocalApi, executions: readonly ExecutionListItem[]): Promise<readonly string[]> {
  const places: string[] = [];
  for (const { executionArn = '' } of executions) {
    const path = `/executions/${encodeURIComponent(executionArn)}/records`;
    const { records } = await api.get<{ records: readonly Range[] }>(path);
    for (const { topic, partition, first, last } of records) {
      for (let offset = first; offset <= last; offset++) places.push(placeOf({ topic, partition, offset }));
    }
  }
  return places;
}

type Range = { readonly topic: string; readonly partition: number; readonly first: number; readonly last: number };

function findAstray(
  places: readonly string[],
  batched: readonly string[],
  stored: ReadonlyMap<string, unknown>,
  deadLettered: ReadonlyMap<string, unknown>,
): readonly string[] {
  const holders = Map.groupBy(batched, (place) => place);
  return places.filter((place) => holders.get(place)?.length !== 1 || stored.has(place) === deadLettered.has(place));
}

const distinct = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [keyOf(item), item]));

const placeOf = ({ topic, partition, offset }: Place): string => `${topic}/${partition}/${offset}`;

/** Where a dead letter's record lay. */
const sourceOf = (letter: RecordView): string =>
  ['topic', 'partition', 'offset'].map((part) => header(letter, `baton-${part}`)).join('/');

const header = ({ headers }: RecordView, wanted: string): string =>
  Buffer.from(headers.find(([name]) => name === wanted)?.[1] ?? '', 'base64').toString();

/** An execution is named by its trigger, the trigger's generation and the record's identity. */
const identityIn = (executionName: string): string => executionName.replace(/^[^_]*_\d+_/, '');
