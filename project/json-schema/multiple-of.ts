/**
 * `multipleOf` in place of ajv's own, which divides doubles and so takes 0.07 for no multiple of 0.01.
 */
import { _, type CodeKeywordDefinition } from 'ajv';
import { isMultipleOf } from '../generate/runtime.ts';

export const MULTIPLE_OF: CodeKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  error: { message: '', params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}` },
  code(context) {
    const { gen, data, schemaCode } = context;
    const check = gen.scopeValue('func', { ref: isMultipleOf, code: _`require("baton/isMultipleOf").default` });
    context.fail(_`!${check}(${data}, ${schemaCode})`);
  },
};
