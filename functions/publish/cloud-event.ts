import { type EventAttributes, subjectOf } from '../../shared/contracts/index.ts';
import type { RecordSignal } from '../../shared/records/index.ts';
import { PublishInputError } from './errors.ts';

/** Who says what in a signal. */
export type SignalFacts = {
  readonly signal: string;
  readonly contract: RecordSignal['contract'];
  readonly execution: string;
  readonly redriveCount: number;
};

/**
 * A signal as a CloudEvent. There is no `time`: a retried state must send the same record again, and `id` lets
 * consumers see that it is the same.
 */
export function eventAttributes({ signal, contract, execution, redriveCount }: SignalFacts): EventAttributes {
  const { source, name } = takeApart(execution);
  const redriven = redriveCount > 0;
  return {
    id: `${name}/${signal}${redriven ? `/${redriveCount}` : ''}`,
    source,
    type: subjectOf(contract),
    dataschema: `urn:baton:contract:${contract}`,
    executionarn: execution,
    signal,
    ...(redriven && { redrivecount: `${redriveCount}` }),
  };
}

/**
 * The headers of an event in Kafka's binary mode.
 * https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md
 */
export const eventHeaders = (event: EventAttributes): readonly (readonly [name: string, value: string])[] =>
  Object.entries({ specversion: '1.0', ...event }).map(([name, text]) => [`ce_${name}`, text] as const);

/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`; an Express one says `express` and ends in a uuid. */
function takeApart(executionArn: string): { readonly source: string; readonly name: string } {
  const [arn, partition, service, region, account, kind, machine, name] = executionArn.split(':');
  if (service !== 'states' || (kind !== 'execution' && kind !== 'express') || !machine || !name) {
    throw new PublishInputError('`execution` is no execution ARN: pass `$states.context.Execution.Id`.');
  }
  return { source: [arn, partition, service, region, account, 'stateMachine', machine].join(':'), name };
}
