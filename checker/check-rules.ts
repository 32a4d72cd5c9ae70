import { type Diagnostic, inOrder } from './diagnostic.ts';
import { compareVersions } from './rules/compare-versions.ts';
import { type CheckInput, contractOfFile, type Facts } from './rules/facts.ts';
import { RULES, type RuleId } from './rules/index.ts';
import type { Finding, Rule } from './rules/rule.ts';

/** Everything that breaks a rule, in the order of the files. */
export function checkRules(input: CheckInput): readonly Diagnostic[] {
  const facts: Facts = { ...input, ...compareVersions(comparable(input), input.compile) };
  const rules = Object.entries(RULES) as readonly (readonly [RuleId, Rule])[];
  return inOrder(rules.flatMap(([id, rule]) => rule.check(facts).map((finding) => diagnosticOf(id, rule, finding))));
}

/** Where a version could not be read, others would be compared that do not follow each other. */
function comparable({ subjects, mistakes }: CheckInput): CheckInput['subjects'] {
  const mistaken = new Set(mistakes.map(({ place }) => contractOfFile(place.file)?.split('@')[0]));
  return subjects.filter(({ name }) => !mistaken.has(name));
}

function diagnosticOf(id: RuleId, rule: Rule, finding: Finding): Diagnostic {
  const { severity, why, fix } = rule;
  const docs = `docs/rules/${id}.md`;
  return { rule: id, severity, change: null, example: null, why, fix, docs, ...finding };
}
