import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Baton itself lies: its own functions come with it, under functions/, whatever project uses them. */
export const PACKAGE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
