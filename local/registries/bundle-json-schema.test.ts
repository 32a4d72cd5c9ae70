import { expect, test } from 'vitest';
import { validatorOf } from '../../project/index.ts';
import { bundleJsonSchema } from './bundle-json-schema.ts';

const ADDRESS = {
  name: 'address.json',
  text: '{"type":"object","required":["zip"],"properties":{"zip":{"$ref":"zip.json"}}}',
};
const ZIP = { name: 'zip.json', text: '{"type":"string"}' };
const ORDER = '{"type":"object","properties":{"to":{"$ref":"address.json"}},"$defs":{"own":true}}';

test('JSON Schema references - a schema without references stays as it is written', () => {
  expect(bundleJsonSchema('{ "type": "string" }', [])).toBe('{ "type": "string" }');
});

test.each([ORDER, ORDER.replace('{', '{"$id":"https://example.com/order.json",')])(
  'JSON Schema references - what is referred to holds: %s',
  (schema) => {
    const bundled = JSON.parse(bundleJsonSchema(schema, [ADDRESS, ZIP]));
    expect(Object.keys(bundled.$defs)).toEqual(['own', 'address.json', 'zip.json']);
    const validate = validatorOf(bundled);
    expect(validate({ to: { zip: '8000' } })).toBe(true);
    expect(validate({ to: { zip: 8000 } })).toBe(false);
    expect(validate({ to: {} })).toBe(false);
  },
);
