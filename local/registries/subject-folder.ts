import { isSubjectName } from '../../project/index.ts';
import { ImportError } from './errors.ts';

/**
 * The name that a registry's subject has in schemas/: `orders.created-value` → `orders.created`,
 * `com.acme.OrderCreated` → `com.acme.order-created`. Throws `ImportError` where nothing is left of it.
 */
export function subjectFolder(subject: string): string {
  const name = subject
    .replace(/-value$/, '')
    .split('.')
    .map(wordsOf)
    .filter(Boolean)
    .join('.');
  if (isSubjectName(name)) return name;
  throw new ImportError('BAD_NAME', `${subject} is no name for a folder of schemas/`, 'Give it another: --as NAME.');
}

/** In lower case, with dashes between words. */
const wordsOf = (part: string): string =>
  part
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .toLowerCase();
