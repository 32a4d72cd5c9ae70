import { dynamicField, dynamicNumber } from '../compile-fields.ts';
import type { Fields } from '../fields.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { QueryLanguage, WaitState } from '../program.ts';
import { PATH_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';
import { parseTimestamp } from '../timestamp.ts';

export const waitDefinition: StateDefinition<'Wait'> = {
  fields: {
    both: [...TRANSITION_FIELDS, 'Assign', 'Seconds', 'Timestamp'],
    JSONPath: [...PATH_FIELDS, 'SecondsPath', 'TimestampPath'],
    JSONata: ['Output'],
  },
  sees: 'nothing',
  goesOn: 'transition',
  read: (fields, { language }) => {
    fields.requireOne(
      language === 'JSONata' ? ['Seconds', 'Timestamp'] : ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'],
      true,
    );
    return { type: 'Wait', until: until(fields, language) };
  },
  targets: () => [],
};

function until(fields: Fields, language: QueryLanguage): WaitState['until'] {
  if (fields.has('Timestamp') || fields.has('TimestampPath')) {
    const value = dynamicField(fields, 'Timestamp', language, timestampField);
    return { type: 'timestamp', value: value ?? { kind: 'constant', value: '' } };
  }
  const value = dynamicNumber(fields, 'Seconds', language, { min: 0, max: MAX_SECONDS });
  return { type: 'seconds', value: value ?? { kind: 'constant', value: 0 } };
}

function timestampField(fields: Fields, name: string): string | undefined {
  const text = fields.string(name);
  if (text !== undefined && parseTimestamp(text) === null) {
    fields.wrong(name, 'String does not match RFC3339 timestamp');
  }
  return text;
}
