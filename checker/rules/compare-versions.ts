import type { Subject, SubjectVersion } from '../../project/index.ts';
import { canonicalFormOf } from '../../shared/contracts/index.ts';
import type { Compatibility } from '../compatibility/answer.ts';
import { readAvroSchema } from '../compatibility/avro/avro-schema.ts';
import { type FingerprintClash, fingerprintClash } from '../compatibility/avro/fingerprint-clash.ts';
import { type JsonFormChange, jsonFormChanges } from '../compatibility/avro/json-form-changes.ts';
import { Chain } from '../compatibility/chain.ts';
import type { CompileValidator, ContractSchema } from '../compatibility/contract-schema.ts';
import { type Direction, MODES, pairsOf } from '../compatibility/mode.ts';

/** Two versions, in the direction in which the subject's mode demands that one reads the other. */
export type Comparison = {
  readonly subject: Subject;
  readonly older: SubjectVersion;
  readonly newer: SubjectVersion;
  readonly direction: Direction;
  readonly answer: Compatibility;
  /** Told in one direction alone. */
  readonly formChanges: readonly JsonFormChange[];
};

/** Versions of a subject that single objects do not tell apart. */
export type Clash = FingerprintClash & { readonly older: SubjectVersion; readonly newer: SubjectVersion };

export type VersionFacts = { readonly comparisons: readonly Comparison[]; readonly clashes: readonly Clash[] };

/** Compares the versions of subjects as their modes demand, and looks for those that are taken for each other. */
export function compareVersions(subjects: readonly Subject[], compile: CompileValidator): VersionFacts {
  const facts = subjects.map((subject) => {
    const read = new Map<SubjectVersion, ContractSchema>();
    const schemaOf: ReadSchema = (version) => {
      const schema = read.get(version) ?? readContractSchema(version);
      read.set(version, schema);
      return schema;
    };
    return { comparisons: comparisonsOf(subject, schemaOf, compile), clashes: clashesIn(subject, schemaOf) };
  });
  return {
    comparisons: facts.flatMap(({ comparisons }) => comparisons),
    clashes: facts.flatMap(({ clashes }) => clashes),
  };
}

type ReadSchema = (version: SubjectVersion) => ContractSchema;

function comparisonsOf(subject: Subject, schemaOf: ReadSchema, compile: CompileValidator): readonly Comparison[] {
  const bound = subject.versions.filter(({ version }) => version >= subject.since);
  const pairs = pairsOf(subject.compatibility, [...bound.entries()]);
  const chain = new Chain(pairs.length === 0 ? [] : bound.map(schemaOf), compile);
  return pairs.flatMap(({ older: [from, older], newer: [to, newer] }) =>
    MODES[subject.compatibility].directions.map((direction, index): Comparison => {
      const changes = index === 0 ? formChanges(schemaOf(older), schemaOf(newer)) : [];
      return { subject, older, newer, direction, answer: chain.answer(from, to, direction), formChanges: changes };
    }),
  );
}

/** Only logical types are missing from the canonical form, which the fingerprint is of. */
function clashesIn({ versions, since }: Subject, schemaOf: ReadSchema): readonly Clash[] {
  const suspects = versions.flatMap((version) => {
    const schema = version.resolved.includes('"logicalType"') ? schemaOf(version) : null;
    return schema?.language === 'avro' ? [{ version, avro: schema.avro }] : [];
  });
  const alike = Map.groupBy(suspects, ({ avro }) => canonicalFormOf(avro.type)).values();
  return [...alike].flatMap((group) =>
    group.flatMap((newer, index) =>
      group.slice(0, index).flatMap((older): readonly Clash[] => {
        const clash = newer.version.version < since ? null : fingerprintClash(older.avro, newer.avro);
        return clash === null ? [] : [{ ...clash, older: older.version, newer: newer.version }];
      }),
    ),
  );
}

/** The schema of a version that was read without a mistake. */
export const readContractSchema = ({ id, version, language, resolved }: SubjectVersion): ContractSchema =>
  language === 'avro'
    ? { id, version, language, avro: readAvroSchema(resolved) }
    : { id, version, language, schema: JSON.parse(resolved) };

const formChanges = (older: ContractSchema, newer: ContractSchema): readonly JsonFormChange[] =>
  older.language === 'avro' && newer.language === 'avro' ? jsonFormChanges(older.avro, newer.avro) : [];
