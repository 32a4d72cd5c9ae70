import type { Mistake } from '../../../checker/index.ts';
import type { ProjectError } from '../../../project/index.ts';

/** A mistake as the rules take it. */
export const mistakeOf = ({ code, place, what, fix }: ProjectError): Mistake => ({
  kind: code === 'BAD_SCHEMA' || (code === 'UNPARSABLE' && place.file.startsWith('schemas')) ? 'schema' : 'project',
  place,
  what,
  fix,
});
