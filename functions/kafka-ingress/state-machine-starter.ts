import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SystemicError, TransientStartError } from './errors.ts';
import type { ExecutionStarter } from './ports.ts';

export type StateMachine = {
  readonly arn: string;
  /**
   * Whether a taken name is looked into: where names cannot repeat by themselves (on a laptop the topic's id is part
   * of them), another input under the same name is a clash. In AWS it counts as a duplicate, and DescribeExecution's
   * quota is spared.
   */
  readonly findsClashes: boolean;
};

/** Starts executions over the AWS SDK. The client must not retry by itself: when to try again is decided here. */
export function stateMachineStarter(
  client: Pick<SFNClient, 'send'>,
  { arn, findsClashes }: StateMachine,
): ExecutionStarter {
  const inputOf = async (name: string): Promise<string | undefined> => {
    const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
    return (await client.send(new DescribeExecutionCommand({ executionArn }))).input;
  };
  return {
    async start({ name, input, traceHeader }) {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn: arn, name, input, ...(traceHeader && { traceHeader }) }),
        );
        return 'started';
      } catch (error) {
        if (nameOf(error) !== 'ExecutionAlreadyExists') throw classify(error);
      }
      if (!findsClashes) return 'duplicate';
      return (await inputOf(name).catch(rejectClassified)) === input ? 'duplicate' : 'clash';
    },
  };
}

/** 400s that pass by themselves. https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html */
const THROTTLES: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ExecutionLimitExceeded',
  'KmsThrottlingException',
]);

/** Errors whose message quotes what was sent. */
const QUOTING: ReadonlySet<string> = new Set([
  'ValidationException',
  'InvalidExecutionInput',
  'SerializationException',
]);

/** A call that never got an answer, or one that says "later", is worth another; any other refusal is meant. */
function classify(error: unknown): TransientStartError | SystemicError {
  const name = nameOf(error);
  const status = statusOf(error);
  const said = error instanceof Error && !QUOTING.has(name) ? `: ${error.message}` : '';
  const why = `StartExecution failed with ${name}${status === null ? '' : ` (HTTP ${status})`}${said}`;
  const unanswered = status === null && name !== 'CredentialsProviderError';
  const later = THROTTLES.has(name) || (status !== null && (status >= 500 || status === 429));
  return unanswered || later ? new TransientStartError(why) : new SystemicError(why);
}

const rejectClassified = (error: unknown): never => {
  throw classify(error);
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'an error');

function statusOf(error: unknown): number | null {
  const metadata = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata;
  return metadata?.httpStatusCode ?? null;
}
