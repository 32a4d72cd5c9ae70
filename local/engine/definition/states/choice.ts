import { allowRuleFields, readCondition } from '../choice-rule.ts';
import { dataFlow } from '../compile-fields.ts';
import { PATH_FIELDS, type StateDefinition } from '../state-type.ts';

export const choiceDefinition: StateDefinition<'Choice'> = {
  fields: {
    both: ['Choices', 'Default', 'Assign'],
    JSONPath: [...PATH_FIELDS],
    JSONata: ['Output'],
  },
  sees: 'nothing',
  goesOn: 'rules',
  read: (fields, { language }) => {
    fields.require('Choices');
    return {
      type: 'Choice',
      rules: fields.objects('Choices', fields.nonEmptyList('Choices')).map((rule) => {
        rule.require('Next');
        allowRuleFields(rule, language);
        return {
          condition: readCondition(rule, language),
          next: rule.string('Next') ?? '',
          flow: dataFlow(rule, language, 'nothing'),
        };
      }),
    };
  },
  targets: ({ rules, next }) => [
    ...rules.map((rule, index) => ({ name: rule.next, place: ['Choices', index, 'Next'] })),
    ...(next === null ? [] : [{ name: next, place: ['Default'] }]),
  ],
};
