/** An execution lives beside its state machine. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** The parts of an execution's ARN, null for a text that is none. */
export function parseExecutionArn(arn: string): { readonly workflow: string; readonly name: string } | null {
  const [, workflow, name] = /^arn:[^:]+:states:[^:]+:\d{12}:execution:([^:]+):([^:]+)$/.exec(arn) ?? [];
  return workflow === undefined || name === undefined ? null : { workflow, name };
}
