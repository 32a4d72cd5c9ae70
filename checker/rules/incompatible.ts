import type { SubjectVersion } from '../../project/index.ts';
import type { Incompatibility, IncompatibilityRule } from '../compatibility/answer.ts';
import type { Comparison } from './compare-versions.ts';
import { type Facts, fileOf, stepsOf } from './facts.ts';
import type { Finding, Rule } from './rule.ts';

/** Rules that differ in what must not change, and in what is to be done instead. */
const ROWS = {
  'avro-type-changed': {
    law: 'What was written as one type can be read as the other.',
    fix: 'Keep the type or promote it, or add a field of another name with a default.',
  },
  'avro-name-changed': {
    law: 'A record, an enum or a fixed keeps its name.',
    fix: 'Keep the name, or list the old one in "aliases".',
  },
  'avro-field-without-default': {
    law: 'A field that the writer does not know has a default.',
    fix: 'Give the field a default; for one that is renamed, list the old name in "aliases".',
  },
  'avro-branch-removed': {
    law: 'Each branch of the writer’s union can be read.',
    fix: 'Keep the branch in the union, or one that it can be promoted to.',
  },
  'avro-symbol-removed': {
    law: 'Each symbol of the writer’s enum can be read.',
    fix: 'Keep the symbol, or give the enum a default that stands for those it does not know.',
  },
  'json-schema-narrowed': {
    law: 'Every value that was allowed is allowed still.',
    fix: 'Allow what was allowed, or begin a new subject.',
  },
} as const satisfies Record<IncompatibilityRule, Pick<Rule, 'law' | 'fix'>>;

/** Versions that cannot read each other as the subject's mode demands. */
export const INCOMPATIBLE_RULES = Object.fromEntries(
  Object.entries(ROWS).map(([id, row]): [string, Rule] => [
    id,
    {
      category: 'compatibility',
      severity: 'error',
      why: 'Whoever has moved to the one version meets data of the other.',
      ...row,
      check: (facts) => facts.comparisons.flatMap((comparison) => findingsOf(id, comparison, facts)),
    },
  ]),
) as Record<IncompatibilityRule, Rule>;

function findingsOf(rule: string, comparison: Comparison, { placeOf }: Facts): readonly Finding[] {
  const { answer, newer } = comparison;
  if (answer.verdict !== 'incompatible') return [];
  return answer.incompatibilities
    .filter((incompatibility) => incompatibility.rule === rule)
    .map((incompatibility) => {
      const { writer, reader } = sidesOf(comparison);
      const [old, now] =
        writer === newer
          ? [incompatibility.reader, incompatibility.writer]
          : [incompatibility.writer, incompatibility.reader];
      return {
        place: placeOf(fileOf(newer), stepsOf(now.pointer)),
        what: incompatibility.what,
        change: { old: old.says, new: now.says },
        example: exampleOf(incompatibility, writer, reader),
        why: dutyOf(comparison),
      };
    });
}

/** Who writes and who reads, in the direction that was compared. */
function sidesOf({ older, newer, direction }: Comparison): { writer: SubjectVersion; reader: SubjectVersion } {
  return direction === 'backward' ? { writer: older, reader: newer } : { writer: newer, reader: older };
}

const exampleOf = ({ document, at }: Incompatibility, writer: SubjectVersion, reader: SubjectVersion) => ({
  document,
  says: `${writer.id} accepts it, ${reader.id} refuses it${at === '' ? '' : ` at ${at}`}`,
});

/** `BACKWARD: order.created@3 is to read what order.created@2 writes.` */
export function dutyOf(comparison: Comparison): string {
  const { writer, reader } = sidesOf(comparison);
  return `${comparison.subject.compatibility}: ${reader.id} is to read what ${writer.id} writes.`;
}
