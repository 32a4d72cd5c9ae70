import { CommandError } from './errors.ts';

/** Runs what reads a project, and says what a mistake in its files asks for. */
export async function withProjectErrors<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    const { ProjectError, placeText } = await import('../../project/index.ts');
    if (!(cause instanceof ProjectError)) throw cause;
    throw new CommandError(`${placeText(cause.place)}: ${cause.what}`, { advice: cause.fix, cause });
  }
}
