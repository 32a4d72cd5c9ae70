import { recovery } from '../recovery.ts';
import { catchTargets, PATH_FIELDS, RECOVERY_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';

export const parallelDefinition: StateDefinition<'Parallel'> = {
  fields: {
    both: [...TRANSITION_FIELDS, ...RECOVERY_FIELDS, 'Assign', 'Branches'],
    JSONPath: [...PATH_FIELDS, 'Parameters', 'ResultSelector', 'ResultPath'],
    JSONata: ['Arguments', 'Output'],
  },
  sees: 'result',
  goesOn: 'transition',
  read: (fields, { language, scope }) => {
    fields.require('Branches');
    return {
      type: 'Parallel',
      branches: fields.objects('Branches', fields.nonEmptyList('Branches')).map((branch) => scope(branch)),
      ...recovery(fields, language),
    };
  },
  targets: catchTargets,
};
