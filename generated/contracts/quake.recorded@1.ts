// Made by `baton generate`. Do not edit. From schemas/quake.recorded/1.avsc.
import { type GeneratedAvroContract, type Instant, validator } from '../runtime.ts';
import { closed, open } from '../validators/quake.recorded@1.js';

/** An earthquake as it is kept. */
export type QuakeRecorded = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  /** Explosions and quarry blasts are measured too, and are no earthquakes. */
  readonly kind: Kind;
  /** May be negative. */
  readonly magnitude: number | "NaN" | "Infinity" | "-Infinity";
  readonly magnitudeType: string;
  readonly place: string;
  readonly time: Instant;
  readonly updated: Instant;
  readonly longitude: number | "NaN" | "Infinity" | "-Infinity";
  readonly latitude: number | "NaN" | "Infinity" | "-Infinity";
  readonly depthKm: number | "NaN" | "Infinity" | "-Infinity";
  readonly status: Status;
  readonly tsunami: boolean;
  readonly significance: number;
  readonly network: string;
  readonly felt: null | number;
  readonly cdi: null | number | "NaN" | "Infinity" | "-Infinity";
  readonly mmi: null | number | "NaN" | "Infinity" | "-Infinity";
  readonly alert: null | Alert;
  readonly nst: null | number;
  readonly dmin: null | number | "NaN" | "Infinity" | "-Infinity";
  readonly rms: null | number | "NaN" | "Infinity" | "-Infinity";
  readonly gap: null | number | "NaN" | "Infinity" | "-Infinity";
  /** Gutenberg and Richter: log10 E = 4.8 + 1.5 M. */
  readonly energyJoules: number | "NaN" | "Infinity" | "-Infinity";
};

export type Kind = "earthquake";

export type Status = "automatic" | "reviewed" | "deleted";

export type Alert = "green" | "yellow" | "orange" | "red";

/** An earthquake as it is kept: the measurement, its energy, and the record that it came from. quake.recorded@1, owned by seismology-team. */
export const quakeRecorded1: GeneratedAvroContract<'quake.recorded@1', QuakeRecorded> = {
  id: 'quake.recorded@1',
  fingerprint: '4ccaef6427d3fe9182b0a10bfcdc894329f5c64bd92d3a096fd5da963b32145e',
  validate: validator(open, closed, {
    "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,3})?Z$": "date-time"
  }),
  schema: "{\"type\":\"record\",\"name\":\"QuakeRecorded\",\"namespace\":\"quakes\",\"doc\":\"An earthquake as it is kept.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\"},{\"name\":\"partition\",\"type\":\"int\"},{\"name\":\"offset\",\"type\":\"long\"},{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"earthquake\"]},\"doc\":\"Explosions and quarry blasts are measured too, and are no earthquakes.\"},{\"name\":\"magnitude\",\"type\":\"double\",\"doc\":\"May be negative.\"},{\"name\":\"magnitudeType\",\"type\":\"string\"},{\"name\":\"place\",\"type\":\"string\"},{\"name\":\"time\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"updated\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"longitude\",\"type\":\"double\"},{\"name\":\"latitude\",\"type\":\"double\"},{\"name\":\"depthKm\",\"type\":\"double\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"Status\",\"symbols\":[\"automatic\",\"reviewed\",\"deleted\"]}},{\"name\":\"tsunami\",\"type\":\"boolean\"},{\"name\":\"significance\",\"type\":\"int\"},{\"name\":\"network\",\"type\":\"string\"},{\"name\":\"felt\",\"type\":[\"null\",\"int\"],\"default\":null},{\"name\":\"cdi\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"mmi\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"alert\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Alert\",\"symbols\":[\"green\",\"yellow\",\"orange\",\"red\"]}],\"default\":null},{\"name\":\"nst\",\"type\":[\"null\",\"int\"],\"default\":null},{\"name\":\"dmin\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"rms\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"gap\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"energyJoules\",\"type\":\"double\",\"doc\":\"Gutenberg and Richter: log10 E = 4.8 + 1.5 M.\"}]}",
  writers: {
    1: "{\"type\":\"record\",\"name\":\"QuakeRecorded\",\"namespace\":\"quakes\",\"doc\":\"An earthquake as it is kept.\",\"fields\":[{\"name\":\"topic\",\"type\":\"string\"},{\"name\":\"partition\",\"type\":\"int\"},{\"name\":\"offset\",\"type\":\"long\"},{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"earthquake\"]},\"doc\":\"Explosions and quarry blasts are measured too, and are no earthquakes.\"},{\"name\":\"magnitude\",\"type\":\"double\",\"doc\":\"May be negative.\"},{\"name\":\"magnitudeType\",\"type\":\"string\"},{\"name\":\"place\",\"type\":\"string\"},{\"name\":\"time\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"updated\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"longitude\",\"type\":\"double\"},{\"name\":\"latitude\",\"type\":\"double\"},{\"name\":\"depthKm\",\"type\":\"double\"},{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"Status\",\"symbols\":[\"automatic\",\"reviewed\",\"deleted\"]}},{\"name\":\"tsunami\",\"type\":\"boolean\"},{\"name\":\"significance\",\"type\":\"int\"},{\"name\":\"network\",\"type\":\"string\"},{\"name\":\"felt\",\"type\":[\"null\",\"int\"],\"default\":null},{\"name\":\"cdi\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"mmi\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"alert\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"Alert\",\"symbols\":[\"green\",\"yellow\",\"orange\",\"red\"]}],\"default\":null},{\"name\":\"nst\",\"type\":[\"null\",\"int\"],\"default\":null},{\"name\":\"dmin\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"rms\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"gap\",\"type\":[\"null\",\"double\"],\"default\":null},{\"name\":\"energyJoules\",\"type\":\"double\",\"doc\":\"Gutenberg and Richter: log10 E = 4.8 + 1.5 M.\"}]}",
  },
};
