/** Why a case is not answered as it was when it was recorded, where no engine could: AWS itself would not do so again. */
export type Reason = {
  readonly cases: RegExp;
  /** The differences that it explains; a case that differs elsewhere too has no excuse. */
  readonly paths: RegExp;
  readonly why: string;
};

export const REASONS: readonly Reason[] = [
  {
    cases: /::TestExpressSync::|::test_lambda_service_invoke_sync_execution$/,
    paths: /\$\.billingDetails\.billedDurationInMilliseconds$/,
    why: 'AWS bills the time that the execution took there, and each takes another',
  },
  {
    cases:
      /::test_map_state_(legacy_config_distributed|config_distributed_reentrant|config_inline_item_selector|tolerated_failure_values)/,
    paths: /\.previousEventId$/,
    why: "Recorded until August 2024, when a Distributed Map's MapStateExited followed from MapRunSucceeded; since November 2024 AWS has it follow from MapRunStarted, as the engine does",
  },
];

/** Why cases are not played, by what the runner says of them; the first row that fits holds. */
export const NOT_PLAYED: readonly { readonly says: RegExp; readonly why: string }[] = [
  { says: /^needs logs$/, why: 'what AWS did is recorded in CloudWatch Logs alone' },
  { says: /^needs several accounts$/, why: 'the engine is one account' },
  { says: /^needs /, why: 'calls a service other than Step Functions and Lambda' },
  { says: /^not confirmed by AWS$/, why: 'the recording is marked as not made on AWS' },
  { says: /^refused by the client/, why: 'an SDK refuses the request before it is sent' },
  { says: /^undetermined: /, why: 'the recording does not settle what AWS answers' },
];
