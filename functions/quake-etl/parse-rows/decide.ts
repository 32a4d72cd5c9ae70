import type { Input, Output } from '../../../generated/functions/quake-etl/parse-rows.ts';
import type { QuakeFeature } from '../../../generated/contracts/quake.feature@1.ts';

/** Turns GeoJSON features into rows in the form of `quake.measured`, whether or not they will pass its check. */
export function parseRows({ source, items }: Input): Output {
  return {
    source,
    rows: items.map(({ offset, timestamp, key, raw, value }) => ({
      offset,
      timestamp,
      key,
      raw,
      measured: measuredOf(value as QuakeFeature),
    })),
  };
}

function measuredOf({ id, properties, geometry }: QuakeFeature): Record<string, unknown> {
  const [longitude, latitude, depthKm] = geometry.coordinates;
  const { mag, magType, place, type, status, tsunami, sig, net } = properties;
  const { felt = null, cdi = null, mmi = null, alert = null } = properties;
  const { nst = null, dmin = null, rms = null, gap = null } = properties;
  return {
    id,
    kind: type,
    magnitude: mag,
    magnitudeType: magType,
    place,
    time: instant(properties.time),
    updated: instant(properties.updated),
    longitude,
    latitude,
    depthKm,
    status,
    tsunami: tsunami !== 0,
    significance: sig,
    network: net,
    ...{ felt, cdi, mmi, alert, nst, dmin, rms, gap },
  };
}

/** Milliseconds since the epoch as RFC 3339. */
const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
