import type { Json, JsonataExpression, Path } from '../expressions/index.ts';
import { COMPARATORS, type Comparator, comparatorRow, isOperandOf } from './comparator.ts';
import { jsonataField, referencePathField } from './compile-fields.ts';
import type { Fields } from './fields.ts';
import { allowFields, type LanguageFields } from './language-fields.ts';
import type { QueryLanguage } from './program.ts';
import { parseTimestamp } from './timestamp.ts';

/** A Choice rule's test. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly type: 'not'; readonly of: Condition }
  | {
      readonly type: 'compare';
      readonly variable: Path;
      readonly comparator: Comparator;
      /** What stands in the rule, or where `…Path` comparators find it. */
      readonly operand: { readonly value: Json } | { readonly path: Path };
    }
  | { readonly type: 'jsonata'; readonly expression: JsonataExpression }
  /** `Condition: true`, or what could not be read. */
  | { readonly type: 'constant'; readonly value: boolean };

const COMPOSITES = ['And', 'Or', 'Not'] as const;
const COMPARATOR_NAMES = Object.keys(COMPARATORS) as readonly Comparator[];
const COMPARATOR_FIELDS = COMPARATOR_NAMES.flatMap((name) =>
  comparatorRow(name).twin ? [name, `${name}Path`] : [name],
);

const RULE_FIELDS = {
  both: ['Comment', 'Next', 'Assign'],
  JSONPath: ['Variable', ...COMPOSITES, ...COMPARATOR_FIELDS],
  JSONata: ['Output', 'Condition'],
} as const satisfies LanguageFields;

/** What a rule tests, of which it has one. */
const SELECTORS = ['And', 'Or', 'Not', 'Variable', 'Condition'] as const;

/** Of a rule that has a Next. */
export function allowRuleFields(rule: Fields, language: QueryLanguage): void {
  allowFields(rule, RULE_FIELDS, language);
}

export function readCondition(rule: Fields, language: QueryLanguage): Condition {
  checkSelector(rule);
  return language === 'JSONata' ? jsonataCondition(rule) : pathCondition(rule);
}

function checkSelector(rule: Fields): void {
  if (SELECTORS.filter((name) => rule.has(name)).length !== 1) {
    rule.report(rule.place, `The object must have only one of the following fields, [${SELECTORS.join(', ')}]`);
  }
}

function jsonataCondition(rule: Fields): Condition {
  const value = rule.get('Condition');
  if (typeof value === 'boolean') {
    return { type: 'constant', value };
  }
  const expression = rule.has('Condition') ? jsonataField(rule, 'Condition') : undefined;
  return expression === undefined ? NEVER : { type: 'jsonata', expression };
}

const NEVER: Condition = { type: 'constant', value: false };

function pathCondition(rule: Fields): Condition {
  const composite = COMPOSITES.find((name) => rule.has(name));
  switch (composite) {
    case undefined:
      return rule.has('Variable') ? comparison(rule) : NEVER;
    case 'And':
    case 'Or': {
      const parts = rule.objects(composite, rule.nonEmptyList(composite));
      return { type: composite === 'And' ? 'and' : 'or', of: parts.map(nestedCondition) };
    }
    case 'Not': {
      const operand = rule.child('Not');
      return operand === null ? NEVER : { type: 'not', of: nestedCondition(operand) };
    }
  }
}

function nestedCondition(rule: Fields): Condition {
  if (rule.has('Next')) {
    rule.refuse('Next');
  }
  checkSelector(rule);
  return pathCondition(rule);
}

function comparison(rule: Fields): Condition {
  rule.requireOne(COMPARATOR_FIELDS, true);
  const field = COMPARATOR_FIELDS.find((name) => rule.has(name)) ?? '';
  const variable = referencePathField(rule, 'Variable');
  const comparator = COMPARATOR_NAMES.find((name) => name === field || `${name}Path` === field);
  const operand = comparator === undefined ? undefined : operandOf(rule, field, comparator);
  if (variable === undefined || comparator === undefined || operand === undefined) {
    return NEVER;
  }
  return { type: 'compare', variable, comparator, operand };
}

function operandOf(rule: Fields, field: string, comparator: Comparator) {
  if (field !== comparator) {
    const path = referencePathField(rule, field);
    return path === undefined ? undefined : { path };
  }
  const value = rule.get(field) ?? null;
  const { compares } = comparatorRow(comparator);
  if (!isOperandOf(compares, value)) {
    rule.wrong(field, `Expected value of type ${OPERAND_TYPES[compares]}`);
  } else if (compares === 'timestamp' && parseTimestamp(String(value)) === null) {
    rule.wrong(field, 'String does not match RFC3339 timestamp');
  }
  return { value };
}

const OPERAND_TYPES = {
  number: 'Number',
  string: 'String',
  pattern: 'String',
  timestamp: 'Timestamp',
  boolean: 'Boolean',
  type: 'Boolean',
} as const;
