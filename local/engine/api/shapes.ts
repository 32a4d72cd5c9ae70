/** Members that many requests have, as AWS's service model constrains them. */

export const ARN = { kind: 'string', required: true, minLength: 1, maxLength: 256 } as const;
export const LONG_ARN = { ...ARN, maxLength: 2000 } as const;
export const NAME = { kind: 'string', required: true, minLength: 1, maxLength: 80 } as const;
export const MAX_RESULTS = { kind: 'integer', min: 0, max: 1000 } as const;
export const NEXT_TOKEN = { kind: 'string', minLength: 1, maxLength: 1024 } as const;
export const INCLUDED_DATA = { kind: 'string', oneOf: ['ALL_DATA', 'METADATA_ONLY'] } as const;

const TAG_KEY = { kind: 'string', minLength: 1, maxLength: 128 } as const;
const TAG_VALUE = { kind: 'string', maxLength: 256 } as const;

export const TAGS = {
  kind: 'list',
  of: { kind: 'structure', shape: 'Tag', members: { key: TAG_KEY, value: TAG_VALUE } },
} as const;
export const TAG_KEYS = { kind: 'list', required: true, of: TAG_KEY } as const;

type Tag = { readonly key: string | undefined; readonly value: string | undefined };

/** AWS's list of key and value as a record. */
export function toTags(tags: readonly Tag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}
