import type { ExportRow } from '../../registries/index.ts';
import { columns } from '../columns.ts';
import { defineCommand } from '../command.ts';
import { NotFoundError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import { catalogPlace, namesOf, REGISTRY_OPTIONS } from '../registry-options.ts';
import { printJson } from '../surroundings.ts';
import { withCatalogErrors } from '../with-catalog-errors.ts';

export const schemaExport = defineCommand({
  name: 'schema export',
  summary: 'register the versions of schemas/ that a schema registry does not have',
  positionals: ['[SUBJECT]'],
  options: REGISTRY_OPTIONS,
  run: ({ values, positionals: [subject], terminal }) =>
    withCatalogErrors(async () => {
      const { environment } = terminal;
      const place = catalogPlace(values, environment);
      const nameOf = namesOf(subject, values.as, (name) => name);
      const { exportSubjects, openCatalog } = await import('../../registries/index.ts');
      const { readSubjects } = await import('../../../project/index.ts');
      const all = await readSubjects(projectRoot(values.root, ['schemas'], terminal));
      const subjects = all.filter(({ name }) => subject === undefined || name === subject);
      if (subject !== undefined && subjects.length === 0) throw unknown(subject);
      const dryRun = values['dry-run'] === true;
      const rows = await exportSubjects(subjects, openCatalog(place, environment), { dryRun, nameOf });
      if (values.json === true) printJson(terminal, { versions: rows });
      else terminal.out(rendered(rows));
      return rows.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
    }),
});

const WORDS = {
  registered: 'registered',
  unchanged: 'is there',
  missing: 'would be registered',
  refused: 'refused',
  'left out': 'left out',
} as const satisfies Record<ExportRow['outcome'], string>;

const rendered = (rows: readonly ExportRow[]): string =>
  columns(rows.map(({ contract, subject, outcome, reason }) => [contract, subject, WORDS[outcome], reason ?? '']));

const unknown = (subject: string) =>
  new NotFoundError(`schemas/ has no subject ${subject}`, { advice: 'Leave it out to export all of them.' });
