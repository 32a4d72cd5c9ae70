/** Open executions in one account, as AWS has it. */
export const MAX_OPEN_EXECUTIONS = 1_000_000;

/** Versions and aliases of one state machine, as AWS has it. */
export const MAX_VERSIONS = 1_000;
export const MAX_ALIASES = 100;

/** How long GetActivityTask waits for a task. */
export const ACTIVITY_POLL_MS = 60_000;

/** Workers that wait for tasks of one activity, as AWS has it. */
export const MAX_ACTIVITY_POLLERS = 1_000;

/** Tasks that are performed at the same time; further ones wait in order. */
export const MAX_TASKS_IN_FLIGHT = 1_000;

/** Runs that wait for nothing but time or a token and are kept in memory all the same, to be at hand. */
export const MAX_IDLE_RUNS_IN_MEMORY = 1_000;

/** Parsed definitions kept at hand. */
export const MAX_PROGRAMS_IN_MEMORY = 500;

/** What one turn of the loop takes on before it commits: enough to share the disk's latency, few enough to answer soon. */
export const MAX_INPUTS_PER_TURN = 500;
export const MAX_TURN_MS = 20;

/** Runs that are taken up again per turn after a restart. */
export const MAX_RECOVERIES_PER_TURN = 100;

/** Steps between two snapshots of a run, so that a rebuild replays little. */
export const MIN_STEPS_PER_SNAPSHOT = 32;

/** How soon writing is tried again after it failed. */
export const STORE_RETRY_MS = 1_000;

/** States named when an execution's end is told. */
export const MAX_PATH_STATES = 200;

/** What tasks in flight get to end when the engine is closed, and how often it looks. */
export const CLOSE_GRACE_MS = 3_000;
export const CLOSE_POLL_MS = 10;
