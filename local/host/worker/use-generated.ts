import { registerHooks } from 'node:module';

/** What lies beside Baton's own functions. */
const OWN = new URL('../../../generated/', import.meta.url).href;

/**
 * Baton's own functions import from generated/ as if they lay in the project that uses them: from here on they get what
 * is generated there. In Baton's own repository both are one.
 */
export function useGenerated(folderUrl: string): void {
  if (folderUrl === OWN) return;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const { parentURL } = context;
      const url = parentURL !== undefined && specifier.startsWith('.') ? new URL(specifier, parentURL).href : specifier;
      return nextResolve(url.startsWith(OWN) ? folderUrl + url.slice(OWN.length) : specifier, context);
    },
  });
}
