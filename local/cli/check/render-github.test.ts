import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../checker/index.ts';
import { renderGithub } from './render-github.ts';

const finding: Diagnostic = {
  rule: 'schema-invalid',
  severity: 'error',
  place: { file: 'schemas/a/1.avsc', line: 3, column: 7 },
  what: 'This is no Avro: 100 % sure.',
  change: null,
  example: null,
  why: 'Why.',
  fix: 'Fix.',
  docs: 'docs/rules/schema-invalid.md',
};
const said = '::This is no Avro: 100 %25 sure.%0AWhy.%0AFix.%0Adocs/rules/schema-invalid.md\n';

test.each([
  ['', 'schemas/a/1.avsc'],
  ['services/shop', 'services/shop/schemas/a/1.avsc'],
])('annotations - files are told from the repository, where the project lies in %j', (folder, file) => {
  expect(renderGithub([finding], folder)).toBe(`::error file=${file},line=3,col=7,title=schema-invalid${said}`);
});
