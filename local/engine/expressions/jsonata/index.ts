export { compileJsonata, evaluateJsonata, type JsonataExpression, type JsonataScope } from './expression.ts';
export {
  compileJsonataTemplate,
  evaluateJsonataTemplate,
  type JsonataTemplate,
} from './template.ts';
