import type { ActivityCatalogue } from './activity-catalogue.ts';
import type { MachineCatalogue, MachineTags } from './machine-catalogue.ts';
import type { MachineAliases, MachineVersions } from './machine-versions.ts';
import type { MapRunCatalogue } from './map-run-catalogue.ts';
import type { RunLog, RunStore } from './run-store.ts';

/** All that the engine keeps, in one place: the ports are separate because different parts need them. */
export type Store = {
  readonly runs: RunStore;
  readonly log: RunLog;
  readonly mapRuns: MapRunCatalogue;
  readonly machines: MachineCatalogue;
  readonly versions: MachineVersions;
  readonly aliases: MachineAliases;
  readonly tags: MachineTags;
  readonly activities: ActivityCatalogue;
  close(): void;
};
