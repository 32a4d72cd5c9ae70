import { basename } from 'node:path';
import type { Project, Workflow } from '../project/index.ts';
import { logicalId } from './names.ts';

/** What a definition's `${…}` stands for. */
export type Target =
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'topic'; readonly name: string }
  | { readonly kind: 'bucket'; readonly name: string };

export type Substitutions = ReadonlyMap<string, Target>;

/** All that a workflow's definition may name. */
export function substitutionsFor(project: Project, workflow: Workflow): Substitutions {
  const functions = project.functions.filter((fn) => fn.workflow === null || fn.workflow === workflow.name);
  const topics = Object.values(workflow.signals).map(({ topic }) => topic);
  return new Map<string, Target>([
    ...functions.map((fn) => [`${logicalId(basename(fn.folder))}Arn`, { kind: 'function', name: fn.name }] as const),
    ...topics.map((name) => [`${logicalId(name)}Topic`, { kind: 'topic', name }] as const),
    ...Object.keys(workflow.buckets).map((name) => [`${logicalId(name)}Bucket`, { kind: 'bucket', name }] as const),
  ]);
}
