import { PATH_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';

export const passDefinition: StateDefinition<'Pass'> = {
  fields: {
    both: [...TRANSITION_FIELDS, 'Assign'],
    JSONPath: [...PATH_FIELDS, 'Parameters', 'Result', 'ResultPath'],
    JSONata: ['Output'],
  },
  sees: 'nothing',
  goesOn: 'transition',
  read: (fields) => ({ type: 'Pass', result: fields.get('Result') }),
  targets: () => [],
};
