import type { Place, Subject, SubjectVersion } from '../../project/index.ts';
import { type ContractId, subjectOf } from '../../shared/contracts/index.ts';
import type { CompileValidator } from '../compatibility/contract-schema.ts';
import type { VersionFacts } from './compare-versions.ts';

/** Somebody who reads or writes a contract, and where that is said. */
export type ContractUse = { readonly id: ContractId; readonly user: string; readonly place: Place };

export type ChangedFile = { readonly file: string; readonly was: string; readonly is: string };

/** What became of the files that the baseline has. Files are told from the project's root. */
export type History = {
  /** `main`, as it was asked for. */
  readonly baseline: string;
  readonly changed: readonly ChangedFile[];
  readonly deleted: readonly string[];
};

/** A mistake that somebody else has found. */
export type Mistake = {
  readonly kind: 'project' | 'schema' | 'definition';
  readonly place: Place;
  readonly what: string;
  readonly fix: string;
};

/** Everything that rules look at, and what they ask the outside world for. */
export type CheckInput = {
  readonly subjects: readonly Subject[];
  readonly mistakes: readonly Mistake[];
  /** Null where workflows and functions were not looked at. */
  readonly uses: readonly ContractUse[] | null;
  /** Null where there is no baseline to compare with. */
  readonly history: History | null;
  /** `2026-11-21` */
  readonly today: string;
  readonly compile: CompileValidator;
  /** The place of a part of a file; of the nearest part above it where there is none. */
  readonly placeOf: (file: string, steps: readonly (string | number)[]) => Place;
};

export type Facts = CheckInput & VersionFacts;

/** A version's file, whatever language it is in. */
const VERSION_FILE = /^schemas\/([^/]+)\/([1-9]\d*)\.(?:avsc|schema\.json)$/;

/** `order.created@2` for its file, null for what is no version's. */
export function contractOfFile(file: string): string | null {
  const [, subject, version] = VERSION_FILE.exec(file) ?? [];
  return subject === undefined ? null : `${subject}@${version}`;
}

/** A version's file, from the project's root. */
export const fileOf = ({ id, version, language }: SubjectVersion): string =>
  `schemas/${subjectOf(id)}/${version}.${language === 'avro' ? 'avsc' : 'schema.json'}`;

export const subjectFile = ({ name }: Subject): string => `schemas/${name}/subject.yaml`;

/** The steps of a JSON pointer. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
