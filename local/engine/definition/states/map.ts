import {
  dynamicField,
  dynamicNumber,
  eitherTemplateField,
  isJsonataText,
  jsonataTemplateField,
} from '../compile-fields.ts';
import type { Fields } from '../fields.ts';
import type { MapState, QueryLanguage } from '../program.ts';
import { recovery } from '../recovery.ts';
import { catchTargets, PATH_FIELDS, RECOVERY_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';

/** Fields that only a Distributed Map has. */
const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'] as const;

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
  goesOn: 'transition',
  read: (fields, { language, scope }) => {
    fields.requireOne(['ItemProcessor', 'Iterator'], true);
    fields.requireOne(['ItemSelector', 'Parameters'], false);
    const processor = fields.child('ItemProcessor') ?? fields.child('Iterator');
    refuseDistributed(fields, processor);
    return {
      type: 'Map',
      processor: processor === null ? 0 : scope(processor),
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
  return dynamicField(fields, 'Items', language, () => undefined);
}

function refuseDistributed(fields: Fields, processor: Fields | null): void {
  const config = processor?.child('ProcessorConfig') ?? null;
  config?.oneOf('Mode', ['INLINE', 'DISTRIBUTED']);
  config?.oneOf('ExecutionType', ['STANDARD', 'EXPRESS']);
  const isDistributed = config?.get('Mode') === 'DISTRIBUTED';
  if (isDistributed) {
    const message = "Map states with the processor mode 'DISTRIBUTED' are not supported yet: use 'INLINE'";
    fields.report(config.at('Mode'), message, 'NOT_SUPPORTED');
  }
  for (const name of DISTRIBUTED_FIELDS) {
    if (!isDistributed && fields.has(name)) {
      fields.wrong(name, `Field '${name}' needs a ProcessorConfig with the Mode 'DISTRIBUTED'`);
    }
  }
}
