/** What ends a command: one line says what is wrong, one line what to do about it. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly code: string = 'FAILED';
  readonly exitCode: 1 | 2 = 1;
  readonly advice: string;

  constructor(message: string, options: ErrorOptions & { readonly advice: string }) {
    super(message, options);
    this.advice = options.advice;
  }
}

/** The command line itself makes no sense. */
export class UsageError extends CommandError {
  override name = 'UsageError';
  override readonly code = 'USAGE';
  override readonly exitCode = 2;
}

/** A word of the command line that is none of those known: one of them may have been meant. */
export class UnknownWordError extends UsageError {
  override name = 'UnknownWordError';
  readonly word: string;
  readonly known: readonly string[];

  constructor(message: string, word: string, known: readonly string[]) {
    super(message, { advice: 'See `baton --help`.' });
    this.word = word;
    this.known = known;
  }
}

/** Nothing answers where a running Baton is expected. */
export class NotRunningError extends CommandError {
  override name = 'NotRunningError';
  override readonly code = 'NOT_RUNNING';

  constructor(url: string, options?: ErrorOptions) {
    super(`nothing answers on ${url}`, {
      ...options,
      advice: 'Start it with `baton dev`, or say with --port where it listens.',
    });
  }
}

/** What was asked for is not there. */
export class NotFoundError extends CommandError {
  override name = 'NotFoundError';
  override readonly code = 'NOT_FOUND';
}
