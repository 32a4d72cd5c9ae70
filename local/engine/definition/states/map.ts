import {
  dynamicField,
  dynamicNumber,
  eitherTemplateField,
  isJsonataText,
  jsonataTemplateField,
  notReferencePath,
} from '../compile-fields.ts';
import { DISTRIBUTED_FIELDS, distribution, processorMode, refuseDistribution, refuseMode } from '../distribution.ts';
import type { Fields } from '../fields.ts';
import type { MapState, QueryLanguage } from '../program.ts';
import { recovery } from '../recovery.ts';
import { catchTargets, PATH_FIELDS, RECOVERY_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';
import { timeLimit } from '../time-limit.ts';

const PERCENTAGE = { min: 0, max: 100, integer: false };

export const mapDefinition: StateDefinition<'Map'> = {
  fields: {
    both: [
      ...TRANSITION_FIELDS,
      ...RECOVERY_FIELDS,
      ...DISTRIBUTED_FIELDS,
      'Assign',
      'ItemProcessor',
      'Iterator',
      'ItemSelector',
      'MaxConcurrency',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
    ],
    JSONPath: [
      ...PATH_FIELDS,
      'ItemsPath',
      'Parameters',
      'ResultSelector',
      'ResultPath',
      'MaxConcurrencyPath',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentagePath',
    ],
    JSONata: ['Items', 'Output'],
  },
  sees: 'result',
  goesOn: 'transition',
  read: (fields, { language, express, scope }) => {
    fields.requireOne(['ItemProcessor', 'Iterator'], true);
    fields.requireOne(['ItemSelector', 'Parameters'], false);
    const processor = fields.child('ItemProcessor') ?? fields.child('Iterator');
    const { distributed, executionType } = processorMode(processor);
    if (!distributed) {
      refuseDistribution(fields);
    } else if (express) {
      refuseMode(processor);
    }
    const distributes = distributed ? distribution(fields, language) : null;
    const child =
      distributes === null
        ? null
        : {
            label: distributes.label,
            workflowType: executionType,
            timeoutSeconds: timeLimit(executionType, null),
          };
    return {
      type: 'Map',
      processor: processor === null ? 0 : scope(processor, child),
      distribution: distributes,
      items: items(fields, language),
      // Parameters is what ItemSelector was called before.
      itemSelector: eitherTemplateField(fields, fields.has('Parameters') ? 'Parameters' : 'ItemSelector', language),
      maxConcurrency: dynamicNumber(fields, 'MaxConcurrency', language, { min: 0 }),
      toleratedFailureCount: dynamicNumber(fields, 'ToleratedFailureCount', language, { min: 0 }),
      toleratedFailurePercentage: dynamicNumber(fields, 'ToleratedFailurePercentage', language, PERCENTAGE),
      ...recovery(fields, language),
    };
  },
  targets: catchTargets,
};

/** Items is a list, an object or one expression, and a list may hold expressions; ItemsPath is a path. */
function items(fields: Fields, language: QueryLanguage): MapState['items'] {
  if (language === 'JSONata' && fields.has('Items') && !isJsonataText(fields.get('Items'))) {
    const template = jsonataTemplateField(fields, 'Items');
    return template === undefined ? null : { kind: 'template', template };
  }
  const found = dynamicField(fields, 'Items', language, () => undefined);
  if (found?.kind === 'path' && !found.path.definite) {
    fields.wrong(found.field, notReferencePath(found.path));
  }
  return found;
}
