/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_DEFINITION_LENGTH = 1_048_576;
export const MAX_STATE_NAME_LENGTH = 80;
export const MAX_VARIABLE_NAME_LENGTH = 80;
/** The longest time that a field can say: about three years. */
export const MAX_SECONDS = 99_999_999;
/** How long an Express execution may take. */
export const MAX_EXPRESS_SECONDS = 300;
/** Of a Retrier's MaxDelaySeconds: one leap year. */
export const MAX_RETRY_DELAY_SECONDS = 31_622_400;
/** Of a Retrier's MaxAttempts. */
export const MAX_RETRY_ATTEMPTS = 99_999_999;
/** Of a Distributed Map's Label. */
export const MAX_LABEL_LENGTH = 40;
/** Of ItemBatcher's MaxInputBytesPerBatch: what an execution's input may hold. */
export const MAX_BATCH_BYTES = 262_144;
/** Of ReaderConfig's MaxItems. */
export const MAX_ITEMS = 100_000_000;
