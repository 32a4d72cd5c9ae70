import type { ExitCode } from './command.ts';
import { CommandError } from './errors.ts';
import { withProjectErrors } from './with-project-errors.ts';

/** Runs a command that talks to a schema registry, and says what its errors ask for. */
export async function withCatalogErrors(run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await withProjectErrors(run);
  } catch (error) {
    throw await commandErrorOf(error);
  }
}

async function commandErrorOf(cause: unknown): Promise<unknown> {
  const { RegistryError } = await import('../../shared/registries/index.ts');
  const { ImportError } = await import('../registries/index.ts');
  if (cause instanceof ImportError) return new CommandError(cause.message, { advice: cause.advice, cause });
  if (!(cause instanceof RegistryError)) return cause;
  const advice = 'Look at --registry and --credentials, and whether the registry is up.';
  return new CommandError(cause.message.replace(/\.$/, ''), { advice, cause });
}
