import { holdsTaskToken, type Input, readTaskToken } from '../machine/index.ts';
import type { JsonText } from '../machine/protocol.ts';
import type { Store } from '../store/index.ts';
import { refusal } from './errors.ts';
import type { RunLoop } from './run-loop.ts';

type Told<I = Input> = I extends { type: 'taskSucceeded' | 'taskFailed' | 'taskHeartbeat' }
  ? Omit<I, 'at' | 'seed' | 'frame' | 'turn'>
  : never;

/**
 * What the holders of task tokens tell. A token names its execution, frame and turn, and holds a secret that the run
 * alone knows: so it is found without an index, and after a restart as before.
 */
export class TaskTokens {
  readonly #store: Store;
  readonly #loop: RunLoop;

  constructor(store: Store, loop: RunLoop) {
    this.#store = store;
    this.#loop = loop;
  }

  succeed(token: string, output: JsonText): Promise<void> {
    return this.#tell(token, { type: 'taskSucceeded', output }, () => checkOutput(output));
  }

  fail(token: string, error: string | null, cause: string | null): Promise<void> {
    return this.#tell(token, { type: 'taskFailed', error, cause });
  }

  heartbeat(token: string): Promise<void> {
    return this.#tell(token, { type: 'taskHeartbeat' });
  }

  /** Throws InvalidToken for what is none, TaskTimedOut where nothing waits for it any more. */
  async #tell(token: string, told: Told, check: () => void = () => {}): Promise<void> {
    const address = readTaskToken(token);
    const run = address && this.#store.runs.find(address.executionArn);
    if (!run) throw refusal.invalidToken();
    check();
    const { frame, turn } = address;
    const held = await this.#loop.tell(run.id, { ...told, frame, turn }, (live) => holdsTaskToken(live, token));
    if (!held) throw refusal.taskTimedOut();
  }
}

function checkOutput(output: JsonText): void {
  try {
    JSON.parse(output);
  } catch (error) {
    throw refusal.invalidOutput((error as Error).message);
  }
}
