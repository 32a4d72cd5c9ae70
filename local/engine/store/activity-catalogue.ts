import type { Tags } from './machine-catalogue.ts';

export type ActivityRow = {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  readonly tags: Tags;
};

/** Keeps activities. Durable on return; every method throws `StoreUnavailableError`. */
export interface ActivityCatalogue {
  /** Adds it, or takes the place of the one with that ARN. */
  put(activity: ActivityRow): void;
  find(arn: string): ActivityRow | null;
  /** By name. */
  list(): readonly ActivityRow[];
  remove(arn: string): void;
}
