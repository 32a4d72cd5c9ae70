/** Lambda's limit on a synchronous payload, both ways. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_PAYLOAD_BYTES = 6_291_456;

/** What Lambda's runtime accepts as a response: the error text names this figure. */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** Lambda's limit on an asynchronous payload. */
export const MAX_EVENT_PAYLOAD_BYTES = 1_048_576;

/** Worker threads of one function. */
export const MAX_INSTANCES_PER_FUNCTION = 8;

/** An instance that has had nothing to do for so long gives its memory back, but for the last one of its function. */
export const MAX_IDLE_MS = 10_000;

/** Of a thread's memory for young objects: at V8's own choice dozens of threads take up more than a gigabyte. */
export const YOUNG_GENERATION_MB = 8;

/**
 * How long invocations must have had to wait before another instance is started: loading one costs more than working
 * off a short burst with those that there are.
 */
export const GROW_AFTER_MS = 100;

/** Above this part of the processors in use, another instance would only take time away from those that there are. */
export const MAX_CPU_SHARE = 0.7;

/** Invocations of one function that wait for an instance; more are throttled as Lambda throttles. */
export const MAX_WAITING_INVOCATIONS = 20_000;

/** How long a handler's module may take to load. */
export const MAX_LOAD_MS = 30_000;

/** Pieces of output that are kept, of all functions together. */
export const MAX_PRINTED_KEPT = 20_000;

/** A longer piece of output is cut. */
export const MAX_PRINTED_CHARS = 65_536;

/** What `LogType: Tail` answers. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const MAX_LOG_TAIL_BYTES = 4_096;
