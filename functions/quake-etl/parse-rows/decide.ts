import type { Input, Output } from '../../../generated/functions/quake-etl/parse-rows.ts';

/**
 * Turns GeoJSON features into rows in the form of `quake.measured`. What is missing or of another kind stays so: the
 * check that follows says it, row by row.
 */
export function parseRows({ source, items }: Input): Output {
  return { source, rows: items.map(({ value, ...row }) => ({ ...row, measured: measuredOf(value) })) };
}

type Fields = Readonly<Record<string, unknown>>;

/** Members of the feed's properties that keep their names and may be null. */
const OPTIONAL = ['felt', 'cdi', 'mmi', 'alert', 'nst', 'dmin', 'rms', 'gap'] as const;

function measuredOf(feature: unknown): Fields {
  const { id, properties, geometry } = fieldsOf(feature);
  const { mag, magType, place, type, time, updated, status, tsunami, sig, net, ...others } = fieldsOf(properties);
  const { coordinates } = fieldsOf(geometry);
  const [longitude, latitude, depthKm] = Array.isArray(coordinates) ? coordinates : [];
  return {
    id,
    kind: type,
    magnitude: mag,
    magnitudeType: magType,
    place,
    time: instant(time),
    updated: instant(updated),
    longitude,
    latitude,
    depthKm,
    status,
    tsunami: typeof tsunami === 'number' ? tsunami !== 0 : tsunami,
    significance: sig,
    network: net,
    ...Object.fromEntries(OPTIONAL.map((name) => [name, others[name] ?? null])),
  };
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** The furthest instant that a Date holds, in milliseconds from the epoch on either side. */
const MAX_INSTANT_MS = 8.64e15;

/** Milliseconds since the epoch as RFC 3339; anything else as it is. */
const instant = (time: unknown): unknown =>
  typeof time === 'number' && Math.abs(time) <= MAX_INSTANT_MS ? new Date(time).toISOString() : time;
