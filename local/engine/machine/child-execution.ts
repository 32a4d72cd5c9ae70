/**
 * Owns the names of map runs and of the executions that they start. A child's follow from its map run's and its slot
 * alone, so that whoever asks for it again asks for the same.
 */
import type { Program } from '../definition/index.ts';
import { randomUuid } from '../expressions/index.ts';
import type { ChildExecution, ExecutionFacts } from './protocol.ts';
import { randomFrom } from './random.ts';
import type { MapRun } from './run.ts';

export function mapRunArn({ executionArn, stateMachineName }: ExecutionFacts, label: string, id: string): string {
  return `${arnPrefix(executionArn)}:mapRun:${withoutLabel(stateMachineName)}/${label}:${id}`;
}

/** What `startChild` says of a slot that has been started. */
export function childExecution(parent: ExecutionFacts, mapRun: MapRun, slot: number): ChildExecution {
  const { input = '', itemCount = 0, redrives = 0 } = mapRun.children[slot] ?? {};
  const { workflowType } = mapRun;
  const name = childName(mapRun, slot);
  const machine = `${withoutLabel(parent.stateMachineName)}/${mapRun.label}`;
  const prefix = arnPrefix(parent.executionArn);
  const executionArn =
    workflowType === 'STANDARD'
      ? `${prefix}:execution:${machine}:${name}`
      : `${prefix}:express:${machine}:${name}:${randomUuid(randomFrom(`${mapRun.arn}/${slot}/express`))}`;
  const facts: ExecutionFacts = {
    executionArn,
    executionName: name,
    stateMachineArn: `${withoutLabel(parent.stateMachineArn)}/${mapRun.label}`,
    stateMachineName: machine,
    roleArn: parent.roleArn,
    input,
    mapLabel: mapRun.label,
  };
  return { facts, workflowType, slot, itemCount, redrives };
}

function childName({ arn }: MapRun, slot: number): string {
  return randomUuid(randomFrom(`${arn}/${slot}`));
}

/** The scope that an execution runs: a child's label stands for that of its processor. -1 where there is none. */
export function scopeLabelled(
  program: Program,
  { mapLabel, stateMachineArn }: Pick<ExecutionFacts, 'mapLabel' | 'stateMachineArn'>,
): number {
  return mapLabel === undefined
    ? 0
    : program.scopes.findIndex(
        ({ child }, scope) => child !== null && labelOf(program, scope, stateMachineArn) === mapLabel,
      );
}

/** AWS makes up a label when the state machine is created; this one is the same for as long as the machine has its name. */
export function labelOf(program: Program, scope: number, stateMachineArn: string): string {
  return program.scopes[scope]?.child?.label ?? randomUuid(randomFrom(`${withoutLabel(stateMachineArn)}/${scope}`));
}

/** `arn:aws:states:us-east-1:000000000000` */
function arnPrefix(arn: string): string {
  return arn.split(':').slice(0, 5).join(':');
}

function withoutLabel(machine: string): string {
  return machine.split('/')[0] ?? machine;
}
