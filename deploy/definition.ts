import { parse } from 'yaml';
import type { Project, Substituted, Workflow } from '../project/index.ts';
import { substitutionsOf, tasksOf, wovenDefinition } from '../project/index.ts';
import { UnknownIntegrationError, UnknownSubstitutionError } from './errors.ts';

/** What each name that a definition may write as `${…}` stands for. */
export type Substitutions = ReadonlyMap<string, Substituted>;

/** What a definition calls, and so what its state machine must be permitted. */
export type Calls = {
  readonly functions: readonly string[];
  /** Bucket names by the IAM action that is done to their objects. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
};

/** The definition as one line of JSON, its woven states among the others, its `${…}` left in place. */
export const definitionJson = (workflow: Workflow): string => JSON.stringify(parse(wovenDefinition(workflow)));

/** All that a workflow's definition may name. */
export function substitutionsFor(project: Project, workflow: Workflow): Substitutions {
  return substitutionsOf(workflow, tasksOf(workflow.name, project.functions)).names;
}

/** The names between `${` and `}`, each once, in order. */
export function substitutionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$\{([0-9A-Za-z]+)\}/g)].map(([, name = '']) => name))];
}

/** Throws an `UnknownSubstitutionError` or an `UnknownIntegrationError`: nothing is permitted by a guess. */
export function callsOf(workflow: Workflow, substitutions: Substitutions): Calls {
  const functions = new Set<string>();
  const objects: Record<string, readonly string[]> = {};
  for (const task of tasksIn(JSON.parse(definitionJson(workflow)))) {
    const targets = substitutionsIn(JSON.stringify(task)).map((name) => targetOf(name, workflow, substitutions));
    const grant = grantOf(task.Resource, workflow);
    for (const target of targets) {
      if (grant.on === 'function' && target.kind === 'function') functions.add(target.name);
      if (grant.on === 'object' && target.kind === 'bucket') {
        objects[grant.action] = [...new Set([...(objects[grant.action] ?? []), target.name])];
      }
    }
  }
  return { functions: [...functions], objects };
}

type Task = { readonly Type: 'Task'; readonly Resource: string };
type Grant = { readonly on: 'function' } | { readonly on: 'object'; readonly action: string };

/** What calling an integration takes. `.sync` and `.waitForTaskToken` change who answers, not who is called. */
const INTEGRATIONS: Readonly<Record<string, Grant>> = {
  'lambda:invoke': { on: 'function' },
  'aws-sdk:s3:getObject': { on: 'object', action: 's3:GetObject' },
  'aws-sdk:s3:putObject': { on: 'object', action: 's3:PutObject' },
};

function grantOf(resource: string, workflow: Workflow): Grant {
  if (resource.startsWith('${')) return { on: 'function' };
  const integration = /^arn:aws:states:::(.+?)(?:\.(?:sync(?::2)?|waitForTaskToken))?$/.exec(resource)?.[1] ?? '';
  const grant = INTEGRATIONS[integration];
  if (grant === undefined) {
    throw new UnknownIntegrationError(
      `${workflow.definitionPath} calls ${resource}, and which permissions that takes is not known: ` +
        `deploy knows functions by substitution and ${Object.keys(INTEGRATIONS).join(', ')}`,
    );
  }
  return grant;
}

export function targetOf(name: string, workflow: Workflow, substitutions: Substitutions): Substituted {
  const target = substitutions.get(name);
  if (target === undefined) {
    const known = [...substitutions.keys()].join(', ');
    throw new UnknownSubstitutionError(`${workflow.definitionPath} names \${${name}}; there are ${known}`);
  }
  return target;
}

/** Every Task state, those inside of Map and Parallel included. */
function tasksIn(value: unknown): readonly Task[] {
  if (typeof value !== 'object' || value === null) return [];
  return isTask(value) ? [value] : Object.values(value).flatMap(tasksIn);
}

function isTask(value: object): value is Task {
  return 'Type' in value && value.Type === 'Task' && 'Resource' in value && typeof value.Resource === 'string';
}
