import { type WriterId, type WriterSchema, writerId } from '../../shared/contracts/index.ts';
import type { IngressRecord } from '../../shared/records/index.ts';
import { RegistryError, resolveWriters, TransientRegistryError } from '../../shared/registries/index.ts';
import type { OpenDoor } from './doors.ts';
import { SystemicError } from './errors.ts';
import { withPatience } from './patience.ts';
import type { Patience } from './ports.ts';

export type Writers = ReadonlyMap<WriterId, WriterSchema>;

const NOBODY: Writers = new Map();

/**
 * The schemas that records say to be written with, as the door's registry knows them; ids that it does not know are left
 * out, which makes their records bad ones. Rejects with `SystemicError` when the registry cannot tell.
 */
export async function knownWriters(
  { trigger, registry }: OpenDoor,
  records: readonly IngressRecord[],
  patience: Patience,
): Promise<Writers> {
  if (registry === null) return NOBODY;
  const ids = records.flatMap(({ value, headers }) =>
    value === null ? [] : (writerId(trigger.format, value, headers) ?? []),
  );
  try {
    return await withPatience(() => resolveWriters(ids, registry), isTransient, patience);
  } catch (cause) {
    if (!(cause instanceof RegistryError)) throw cause;
    throw new SystemicError(`The schemas of ${trigger.topic} could not be asked for: ${cause.message}`, { cause });
  }
}

const isTransient = (error: unknown): boolean => error instanceof TransientRegistryError;
