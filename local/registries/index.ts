export { ImportError } from './errors.ts';
export { type ExportRow, exportSubjects } from './export-subjects.ts';
export { type ImportRow, importSubjects } from './import-subjects.ts';
export { type CatalogPlace, openCatalog } from './open-catalog.ts';
export type { SchemaCatalog } from './schema-catalog.ts';
export { schemaFolder } from './schema-folder.ts';
export { subjectFolder } from './subject-folder.ts';
