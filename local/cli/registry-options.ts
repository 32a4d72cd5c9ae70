import type { CatalogPlace } from '../registries/index.ts';
import type { OptionSpecs, ValuesOf } from './command.ts';
import { UsageError } from './errors.ts';

/** What commands take that talk to a schema registry. */
export const REGISTRY_OPTIONS = {
  registry: { type: 'string', value: 'URL', summary: 'the schema registry, or glue[:NAME]; else SCHEMA_REGISTRY_URL' },
  credentials: {
    type: 'string',
    value: 'SECRET',
    summary: 'file:PATH of its credentials; else SCHEMA_REGISTRY_CREDENTIALS',
  },
  as: { type: 'string', value: 'NAME', summary: 'what SUBJECT is called on the other side' },
  'dry-run': { type: 'boolean', summary: 'tell what would change, and change nothing' },
} as const satisfies OptionSpecs;

/** Throws `UsageError` when no registry is named. */
export function catalogPlace(
  { registry, credentials }: ValuesOf<typeof REGISTRY_OPTIONS>,
  environment: Readonly<Record<string, string | undefined>>,
): CatalogPlace {
  const { SCHEMA_REGISTRY_URL, SCHEMA_REGISTRY_CREDENTIALS } = environment;
  const place = registry ?? SCHEMA_REGISTRY_URL;
  if (place) return { registry: place, secret: credentials ?? SCHEMA_REGISTRY_CREDENTIALS ?? null };
  throw new UsageError('no schema registry is named', { advice: 'Give --registry URL, or set SCHEMA_REGISTRY_URL.' });
}

/** What subjects are called on the other side. Throws `UsageError` for a name that several would have. */
export function namesOf(
  subject: string | undefined,
  as: string | undefined,
  otherwise: (subject: string) => string,
): (subject: string) => string {
  if (as === undefined) return otherwise;
  if (subject !== undefined) return () => as;
  throw new UsageError('--as names one subject', { advice: 'Say which: baton schema … SUBJECT --as NAME.' });
}
