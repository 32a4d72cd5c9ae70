import type { Json, JsonataExpression, Path } from '../expressions/index.ts';
import { COMPARATORS, type Comparator, comparatorRow, isOperandOf } from './comparator.ts';
import { jsonataField, pathField } from './compile-fields.ts';
import type { Fields } from './fields.ts';
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
  JSONPath: new Set(['Comment', 'Next', 'Assign', 'Variable', ...COMPOSITES, ...COMPARATOR_FIELDS]),
  JSONata: new Set(['Comment', 'Next', 'Assign', 'Output', 'Condition']),
};

/** The fields of a rule that has a Next. */
export function ruleFields(language: QueryLanguage): ReadonlySet<string> {
  return RULE_FIELDS[language];
}

export function readCondition(rule: Fields, language: QueryLanguage): Condition {
  return language === 'JSONata' ? jsonataCondition(rule) : pathCondition(rule);
}

function jsonataCondition(rule: Fields): Condition {
  rule.require('Condition');
  const value = rule.get('Condition');
  if (typeof value === 'boolean') {
    return { type: 'constant', value };
  }
  const expression = rule.has('Condition') ? jsonataField(rule, 'Condition') : undefined;
  return expression === undefined ? NEVER : { type: 'jsonata', expression };
}

const NEVER: Condition = { type: 'constant', value: false };

function pathCondition(rule: Fields): Condition {
  const present = [...COMPOSITES, ...COMPARATOR_FIELDS].filter((name) => rule.has(name));
  rule.requireOne(present.length > 0 ? present : [...COMPOSITES, 'a comparator'], true);
  const [name] = present;
  switch (name) {
    case undefined:
      return NEVER;
    case 'And':
    case 'Or':
      rule.nonEmptyList(name);
      return { type: name === 'And' ? 'and' : 'or', of: rule.objects(name).map(nestedCondition) };
    case 'Not': {
      const operand = rule.child('Not');
      return operand === null ? NEVER : { type: 'not', of: nestedCondition(operand) };
    }
    default:
      return comparison(rule, name);
  }
}

function nestedCondition(rule: Fields): Condition {
  if (rule.has('Next')) {
    rule.wrong('Next', "Field 'Next' is only allowed in the outermost rule");
  }
  return pathCondition(rule);
}

function comparison(rule: Fields, field: string): Condition {
  rule.require('Variable');
  const variable = pathField(rule, 'Variable');
  const comparator = COMPARATOR_NAMES.find((name) => name === field || `${name}Path` === field);
  const operand = comparator === undefined ? undefined : operandOf(rule, field, comparator);
  if (variable === undefined || comparator === undefined || operand === undefined) {
    return NEVER;
  }
  return { type: 'compare', variable, comparator, operand };
}

function operandOf(rule: Fields, field: string, comparator: Comparator) {
  if (field !== comparator) {
    const path = pathField(rule, field);
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
