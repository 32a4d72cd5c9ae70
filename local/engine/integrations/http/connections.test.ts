import { expect, test } from 'vitest';
import { parseHttpConnections } from './connections.ts';

test('http connections - each part is optional, and none at all is no fault', () => {
  const text = '{"stripe":{"headers":{"Authorization":"Bearer k"},"body":{"a":1}},"open":{}}';
  expect([...parseHttpConnections(text)]).toEqual([
    ['stripe', { headers: { Authorization: 'Bearer k' }, query: {}, body: { a: 1 } }],
    ['open', { headers: {}, query: {}, body: {} }],
  ]);
  expect(parseHttpConnections(undefined).size).toBe(0);
  expect(parseHttpConnections('').size).toBe(0);
});

test.each([
  ['{', 'it is no JSON'],
  ['[]', 'it is no JSON object'],
  ['{"a":1}', "'a' is no JSON object"],
  ['{"a":{"header":{}}}', "'a' has 'header': there are headers, query and body"],
  ['{"a":{"headers":[]}}', "headers of 'a' is no JSON object"],
  ['{"a":{"query":{"k":1}}}', "'k' among the query of 'a' is no text"],
])('http connections - %s is refused: %s', (text, why) => {
  expect(() => parseHttpConnections(text)).toThrow(`BATON_HTTP_CONNECTIONS is wrong: ${why}`);
});
