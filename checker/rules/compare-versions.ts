import type { Subject, SubjectVersion } from '../../project/index.ts';
import type { Compatibility } from '../compatibility/answer.ts';
import { readAvroSchema } from '../compatibility/avro/avro-schema.ts';
import { type JsonFormChange, jsonFormChanges } from '../compatibility/avro/json-form-changes.ts';
import { compatibility } from '../compatibility/compatibility.ts';
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

/** Compares the versions of subjects as their modes demand. */
export function compareVersions(subjects: readonly Subject[], compile: CompileValidator): readonly Comparison[] {
  return subjects.flatMap((subject) => {
    const read = new Map<SubjectVersion, ContractSchema>();
    const schemaOf = (version: SubjectVersion): ContractSchema => {
      const schema = read.get(version) ?? readContractSchema(version);
      read.set(version, schema);
      return schema;
    };
    return pairsOf(subject.compatibility, subject.versions).flatMap(({ older, newer }) => {
      const [one, other] = [schemaOf(older), schemaOf(newer)];
      return MODES[subject.compatibility].directions.map((direction, index): Comparison => {
        const [writer, reader] = direction === 'backward' ? [one, other] : [other, one];
        const answer = compatibility(writer, reader, compile);
        return { subject, older, newer, direction, answer, formChanges: index === 0 ? formChanges(one, other) : [] };
      });
    });
  });
}

/** The schema of a version that was read without a mistake. */
export const readContractSchema = ({ id, version, language, resolved }: SubjectVersion): ContractSchema =>
  language === 'avro'
    ? { id, version, language, avro: readAvroSchema(resolved) }
    : { id, version, language, schema: JSON.parse(resolved) };

const formChanges = (older: ContractSchema, newer: ContractSchema): readonly JsonFormChange[] =>
  older.language === 'avro' && newer.language === 'avro' ? jsonFormChanges(older.avro, newer.avro) : [];
