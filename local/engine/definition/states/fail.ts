import { dynamicText } from '../compile-fields.ts';
import type { StateDefinition } from '../state-type.ts';

export const failDefinition: StateDefinition<'Fail'> = {
  fields: { both: ['Error', 'Cause'], JSONPath: ['ErrorPath', 'CausePath'], JSONata: [] },
  sees: 'nothing',
  goesOn: 'never',
  read: (fields, { language }) => ({
    type: 'Fail',
    error: dynamicText(fields, 'Error', language),
    cause: dynamicText(fields, 'Cause', language),
  }),
  targets: () => [],
};
