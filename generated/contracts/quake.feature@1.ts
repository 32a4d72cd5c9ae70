// Made by `baton generate`. Do not edit. From schemas/quake.feature/1.schema.json.
import { type GeneratedContract, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.feature@1.js';

export type QuakeFeature = {
  readonly type: "Feature";
  readonly id: string;
  readonly properties: {
    /** May be negative. */
    readonly mag: number;
    readonly place: string;
    /** Milliseconds since the epoch. */
    readonly time: number;
    readonly updated: number;
    readonly felt?: number | null;
    readonly cdi?: number | null;
    readonly mmi?: number | null;
    readonly alert?: string | null;
    readonly status: string;
    readonly tsunami: number;
    readonly sig: number;
    readonly net: string;
    readonly code: string;
    readonly nst?: number | null;
    readonly dmin?: number | null;
    readonly rms?: number | null;
    readonly gap?: number | null;
    readonly magType: string;
    /** earthquake, explosion, quarry blast, … */
    readonly type: string;
  };
  readonly geometry: {
    readonly type: "Point";
    /** Longitude, latitude, depth in kilometres. */
    readonly coordinates: readonly number[];
  };
};

/** A seismic event as the US Geological Survey reports it, one GeoJSON feature. quake.feature@1, owned by seismology-team. */
export const quakeFeature1: GeneratedContract<'quake.feature@1', QuakeFeature> = {
  id: 'quake.feature@1',
  fingerprint: '86f9b2879aa27b19363a6b8d8bf592be627aa1736e26a5a2f011870f9990d4d6',
  validate: validator(open, closed, {}),
};
