export { compileJsonata, evaluateJsonata, type JsonataExpression, type JsonataScope } from './expression.ts';
export {
  compileJsonataTemplate,
  evaluateJsonataTemplate,
  isJsonataText,
  type JsonataTemplate,
  unexpectedJsonataType,
} from './template.ts';
