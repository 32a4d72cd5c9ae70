import type { DeadLetterView } from '../dead-letters.ts';
import type { Fate } from '../record-fates.ts';
import type { SentSample } from './sample-ledger.ts';
import type { Expected } from './sample-line.ts';

/** What became of a sample, from the three places that know. */
export type ActualEnd = {
  readonly fate: Fate | null;
  /** The status of the execution that the record belongs to. */
  readonly status: string | null;
  readonly deadLetter: DeadLetterView | null;
};

export type Mismatch = SentSample & { readonly actual: string };

/** Of one sample set: how many samples were to end so, and how many did. */
export type SetReport = {
  readonly set: string;
  readonly records: number;
  readonly ends: Readonly<Record<Expected['expect'], { readonly expected: number; readonly actual: number }>>;
  readonly mismatches: readonly Mismatch[];
};

/** Pure: what was expected against what is. */
export function compareSamples(
  set: string,
  samples: readonly SentSample[],
  endOf: (sample: SentSample) => ActualEnd,
): SetReport {
  const judged = samples.map((sample) => ({ sample, end: endOf(sample) }));
  const tally = (expect: Expected['expect']) => ({
    expected: samples.filter((sample) => sample.expect === expect).length,
    actual: judged.filter(({ end }) => endKind(end) === expect).length,
  });
  return {
    set,
    records: samples.length,
    ends: { started: tally('started'), duplicate: tally('duplicate'), 'dead-letter': tally('dead-letter') },
    mismatches: judged
      .filter(({ sample, end }) => !fits(sample, end))
      .map(({ sample, end }) => ({ ...sample, actual: wordsFor(end) })),
  };
}

/** A row that its batch's execution rejected is a dead letter, though the execution goes on with the others. */
function endKind({ fate, deadLetter }: ActualEnd): Expected['expect'] | null {
  if (deadLetter !== null) return 'dead-letter';
  return fate?.outcome === 'started' || fate?.outcome === 'duplicate' ? fate.outcome : null;
}

function fits({ expect, status, reason }: Expected, end: ActualEnd): boolean {
  if (endKind(end) !== expect) return false;
  if (expect === 'started') return status === null || end.status === status;
  if (expect === 'dead-letter') return reasonText(end).includes(reason ?? '');
  return true;
}

function reasonText({ deadLetter }: ActualEnd): string {
  return deadLetter === null ? '' : `${deadLetter.errorClass} ${deadLetter.contract ?? ''} ${deadLetter.message}`;
}

function wordsFor(end: ActualEnd): string {
  const { fate, status, deadLetter } = end;
  if (deadLetter !== null) return `dead letter: ${deadLetter.message}`;
  if (fate === null) return 'not handled';
  return [fate.outcome, status, fate.reason].filter((part) => part !== null).join(', ');
}
