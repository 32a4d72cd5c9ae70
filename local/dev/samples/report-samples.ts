import { type LocalAccount, stateMachineArn } from '../../../project/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { RecordLog } from '../../sources/index.ts';
import { type DeadLetterView, readDeadLetters } from '../dead-letters.ts';
import { executionArn } from '../execution-arn.ts';
import type { RecordFates } from '../record-fates.ts';
import { compareSamples, type SetReport } from './compare-samples.ts';
import type { SampleLedger, SentSample } from './sample-ledger.ts';

export type ReportSources = {
  readonly ledger: SampleLedger;
  readonly fates: RecordFates;
  readonly log: RecordLog;
  readonly deadLetterTopics: readonly string[];
  readonly engine: Engine;
  readonly account: LocalAccount;
};

/** What became of all samples that this data directory was ever sent. */
export async function reportSamples(sources: ReportSources): Promise<readonly SetReport[]> {
  const { ledger, fates } = sources;
  const letters = await lettersBySource(sources);
  const statusOf = statusLookup(sources);
  const endOf = (sample: SentSample) => {
    const fate = fates.of(sample.topic, sample.partition, sample.offset);
    const status = fate?.executionName == null ? null : statusOf(fate.workflow, fate.executionName);
    return { fate, status, deadLetter: letters.get(placeOf(sample)) ?? null };
  };
  return ledger.sets().map((set) => compareSamples(set, ledger.sent(set), endOf));
}

async function lettersBySource({ log, deadLetterTopics }: ReportSources): Promise<ReadonlyMap<string, DeadLetterView>> {
  const letters = new Map<string, DeadLetterView>();
  for (const topic of deadLetterTopics) {
    for await (const letter of readDeadLetters(log, topic)) letters.set(placeOf(letter.source), letter);
  }
  return letters;
}

/** Records of a batch share an execution: each is asked about once. */
function statusLookup({ engine, account }: ReportSources): (workflow: string, name: string) => string | null {
  const known = new Map<string, string | null>();
  return (workflow, name) => {
    const arn = executionArn(stateMachineArn(account, workflow), name);
    const status = known.get(arn) ?? engine.executions.describe(arn).run.status;
    known.set(arn, status);
    return status;
  };
}

const placeOf = ({ topic, partition, offset }: { topic: string; partition: number; offset: number }): string =>
  `${topic}/${partition}/${offset}`;
