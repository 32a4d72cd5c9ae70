import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { didYouMean } from './did-you-mean.ts';
import { ProjectError } from './errors.ts';
import scenarioSchema from './schemas/scenario.schema.json' with { type: 'json' };
import subjectSchema from './schemas/subject.schema.json' with { type: 'json' };
import workflowSchema from './schemas/workflow.schema.json' with { type: 'json' };
import type { SourceDocument } from './source-document.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true });
const VALIDATORS = {
  workflow: ajv.compile(workflowSchema),
  subject: ajv.compile(subjectSchema),
  scenario: ajv.compile(scenarioSchema),
} as const;

/** Checks a file against the JSON Schema of its kind. Throws `ProjectError` at the line that breaks it. */
export function checkShape(kind: keyof typeof VALIDATORS, document: SourceDocument): void {
  const validate = VALIDATORS[kind];
  if (validate(document.value)) return;
  const errors = validate.errors ?? [];
  // A field that is spelt wrongly is missing too: the wrong one says more.
  const error = (errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0]) as ErrorObject;
  const path = pathOf(error.instancePath);
  const { what, fix } = sayError(error, path);
  throw new ProjectError('SHAPE', { place: document.placeOf([...path, ...deeperStep(error)]), what, fix });
}

function sayError({ keyword, params, parentSchema, message, data }: ErrorObject, path: readonly string[]) {
  const where = path.length === 0 ? 'The file' : path.join('.');
  switch (keyword) {
    case 'additionalProperties':
      return {
        what: `Unknown field "${params.additionalProperty}".`,
        fix: didYouMean(params.additionalProperty, Object.keys(parentSchema?.properties ?? {})) || 'Remove it.',
      };
    case 'required':
      return { what: `${where} lacks "${params.missingProperty}".`, fix: `Add ${params.missingProperty}.` };
    case 'enum':
      return {
        what: `${where} cannot be ${said(data)}.`,
        fix: didYouMean(String(data), params.allowedValues.map(String)),
      };
    case 'pattern':
      return {
        what: `${where} cannot be ${said(data)}.`,
        fix: `${describe(parentSchema)}It must match ${params.pattern}.`,
      };
    case 'type':
      return {
        what: `${where} is not of type ${params.type}.`,
        fix: `${describe(parentSchema)}Write one of type ${params.type}.`,
      };
    default:
      return { what: `${where} ${message}.`, fix: `${describe(parentSchema)}Change it so.` };
  }
}

const said = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const describe = (schema: ErrorObject['parentSchema']): string =>
  schema?.description === undefined ? '' : `${schema.description} `;

/** Points at the field itself where the field is too many. */
const deeperStep = ({ keyword, params }: ErrorObject): readonly string[] =>
  keyword === 'additionalProperties' ? [params.additionalProperty] : [];

const pathOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
