import type { ImportRow } from '../../registries/index.ts';
import { columns } from '../columns.ts';
import { defineCommand } from '../command.ts';
import { NotFoundError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import { catalogPlace, namesOf, REGISTRY_OPTIONS } from '../registry-options.ts';
import { printJson } from '../surroundings.ts';
import { withCatalogErrors } from '../with-catalog-errors.ts';

export const schemaImport = defineCommand({
  name: 'schema import',
  summary: "write the versions of a schema registry's subjects into schemas/",
  positionals: ['[SUBJECT]'],
  options: {
    ...REGISTRY_OPTIONS,
    owner: { type: 'string', value: 'TEAM', summary: 'who answers for subjects that are new here' },
  },
  run: ({ values, positionals: [subject], terminal }) =>
    withCatalogErrors(async () => {
      const { environment } = terminal;
      const place = catalogPlace(values, environment);
      const registries = await import('../../registries/index.ts');
      const nameOf = namesOf(subject, values.as, registries.subjectFolder);
      const catalog = registries.openCatalog(place, environment);
      const folder = registries.schemaFolder(projectRoot(values.root, [], terminal));
      const subjects = subject === undefined ? await catalog.subjects() : [subject];
      const options = { nameOf, owner: values.owner ?? null, dryRun: values['dry-run'] === true };
      const rows = await registries.importSubjects(subjects, catalog, folder, options);
      if (subject !== undefined && rows.length === 0) throw unknown(subject, place.registry);
      if (values.json === true) printJson(terminal, { files: rows });
      else terminal.out(rendered(rows, options.dryRun));
      return rows.some(({ outcome }) => outcome === 'conflict') ? 1 : 0;
    }),
});

const rendered = (rows: readonly ImportRow[], dryRun: boolean): string => {
  const words = {
    written: dryRun ? 'would be written' : 'written',
    unchanged: 'is there',
    conflict: 'conflict',
  } as const;
  const wordOf = (outcome: ImportRow['outcome']) => (outcome === 'left out' ? outcome : words[outcome]);
  return columns(
    rows.map(({ subject, file, outcome, reason }) => [subject, `schemas/${file}`, wordOf(outcome), reason ?? '']),
  );
};

const unknown = (subject: string, registry: string) =>
  new NotFoundError(`${registry} has no subject ${subject}`, { advice: 'Leave it out to import all of them.' });
