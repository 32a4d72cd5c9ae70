import type { Subject, SubjectVersion } from '../../../project/index.ts';
import { NotFoundError } from '../errors.ts';
import type { Terminal } from '../terminal.ts';

export type Contract = { readonly subject: Subject; readonly version: SubjectVersion };

/** The subjects that can be read in the project. That there are others is said beside what was asked for. */
export async function readableSubjects(root: string, terminal: Terminal): Promise<readonly Subject[]> {
  const { readSubjects } = await import('../../../project/index.ts');
  let mistakes = 0;
  const tell = () => {
    mistakes++;
  };
  const subjects = await readSubjects(root, tell);
  if (mistakes > 0) terminal.err('Not all of schemas/ can be read: `baton schema check` says why.\n');
  return subjects;
}

/** `order.created@2`, or the newest version of `order.created`. Throws `NotFoundError`. */
export async function findContract(subjects: readonly Subject[], name: string): Promise<Contract> {
  const [subjectName = '', number] = name.split('@');
  const subject = subjects.find((each) => each.name === subjectName);
  if (subject === undefined) {
    const { didYouMean } = await import('../../../project/index.ts');
    const names = subjects.map((each) => each.name);
    const advice = didYouMean(subjectName, names) || 'Begin one with `baton schema new SUBJECT --owner TEAM`.';
    throw new NotFoundError(`there is no subject ${subjectName}`, { advice });
  }
  const version = number === undefined ? subject.versions.at(-1) : subject.versions.find(({ id }) => id === name);
  if (version !== undefined) return { subject, version };
  const ids = subject.versions.map(({ id }) => id).join(', ');
  throw new NotFoundError(`there is no contract ${name}`, {
    advice: ids === '' ? 'It has no version.' : `There are: ${ids}.`,
  });
}
