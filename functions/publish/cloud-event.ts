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
 * The headers of a signal as a CloudEvent in Kafka's binary mode. There is no `ce_time`: a retried state must send the
 * same record again, and `ce_id` lets consumers see that it is the same.
 * https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md
 */
export function cloudEventHeaders({ signal, contract, execution, redriveCount }: SignalFacts) {
  const { source, name } = takeApart(execution);
  const redriven = redriveCount > 0;
  return [
    ['ce_specversion', '1.0'],
    ['ce_id', `${name}/${signal}${redriven ? `/${redriveCount}` : ''}`],
    ['ce_source', source],
    ['ce_type', contract.slice(0, contract.lastIndexOf('@'))],
    ['ce_dataschema', `urn:baton:contract:${contract}`],
    ['ce_executionarn', execution],
    ['ce_signal', signal],
    ...(redriven ? [['ce_redrivecount', `${redriveCount}`] as const] : []),
  ] as const;
}

/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`; an Express one says `express` and ends in a uuid. */
function takeApart(executionArn: string): { readonly source: string; readonly name: string } {
  const [arn, partition, service, region, account, kind, machine, name] = executionArn.split(':');
  if (service !== 'states' || (kind !== 'execution' && kind !== 'express') || !machine || !name) {
    throw new PublishInputError('`execution` is no execution ARN: pass `$states.context.Execution.Id`.');
  }
  return { source: [arn, partition, service, region, account, 'stateMachine', machine].join(':'), name };
}
