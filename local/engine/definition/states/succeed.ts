import { PATH_FIELDS, type StateDefinition } from '../state-type.ts';

export const succeedDefinition: StateDefinition<'Succeed'> = {
  fields: { both: [], JSONPath: [...PATH_FIELDS], JSONata: ['Output'] },
  sees: 'nothing',
  goesOn: 'never',
  read: () => ({ type: 'Succeed' }),
  targets: () => [],
};
