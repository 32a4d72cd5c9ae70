import type { DevEvent } from './dev-event.ts';

export type DevOptions = {
  readonly root: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataDirectory: string;
  /** `host:port,…` of a real cluster; null: the embedded log. */
  readonly brokers: string | null;
  /** How much faster than the wall clock the workflows' time goes. */
  readonly timeScale: number;
  /** Whether samples/ is sent, once per data directory. */
  readonly samples: boolean;
  /** Whether edited functions and definitions are taken over. */
  readonly watch: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly emit: (event: DevEvent) => void;
};
