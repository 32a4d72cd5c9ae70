import type { Json } from '../json.ts';
import type { PathScope } from '../paths/path.ts';
import type { Template } from './compile-template.ts';

/** `random` gives numbers in [0, 1), as Math.random does. */
export type TemplateScope = PathScope & { readonly random: () => number };

export function evaluateTemplate(template: Template, _scope: TemplateScope): Json {
  return template.value;
}
