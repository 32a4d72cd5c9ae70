import { ProjectError } from './errors.ts';

/** Is told each mistake in a project's files: throws it, or gathers it and lets the reading go on. */
export type TellMistake = (mistake: ProjectError) => void;

/** Ends the reading at the first mistake. */
export const throwMistake: TellMistake = (mistake) => {
  throw mistake;
};

/** What is read, or null where a mistake stands in the way, which has been told. */
export async function unlessMistaken<Read>(tell: TellMistake, read: () => Promise<Read>): Promise<Read | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    tell(error);
    return null;
  }
}

/** All that could be read. */
export const present = <Read>(reads: readonly (Read | null)[]): readonly Read[] =>
  reads.filter((read) => read !== null);
