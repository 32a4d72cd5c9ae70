import { expect, test } from 'vitest';
import { parseRows } from './decide.ts';

// The shape of a feature of the USGS feed, all_week.geojson, API 1.5.8.
const feature = {
  type: 'Feature',
  id: 'ci1',
  properties: {
    ...{ mag: -0.4, place: '4km W of Castaic, CA', time: 1_517_966_773_840, updated: 1_517_966_996_303, felt: null },
    ...{ status: 'automatic', tsunami: 0, sig: 62, net: 'ci', code: '1', nst: 7, gap: 174, magType: 'ml' },
    type: 'quarry blast',
  },
  geometry: { type: 'Point', coordinates: [-118.6671667, 34.4945, 26.49] },
};

test('parse-rows - gives a row the form that is checked, without judging it', () => {
  const source = { topic: 'quakes.measured', partition: 1, first: 7, last: 7 };
  const items = [{ offset: 7, timestamp: 9, key: null, raw: 'e30=', value: feature }];

  expect(parseRows({ source, items })).toEqual({
    source,
    rows: [
      {
        ...{ offset: 7, timestamp: 9, key: null, raw: 'e30=' },
        measured: {
          ...{ id: 'ci1', kind: 'quarry blast', magnitude: -0.4, magnitudeType: 'ml', place: '4km W of Castaic, CA' },
          ...{ time: '2018-02-07T01:26:13.840Z', updated: '2018-02-07T01:29:56.303Z' },
          ...{ longitude: -118.6671667, latitude: 34.4945, depthKm: 26.49 },
          ...{ status: 'automatic', tsunami: false, significance: 62, network: 'ci' },
          ...{ felt: null, cdi: null, mmi: null, alert: null, nst: 7, dmin: null, rms: null, gap: 174 },
        },
      },
    ],
  });
});

test('parse-rows - a row that is no feature is left for the check to refuse', () => {
  const source = { topic: 'quakes.measured', partition: 1, first: 7, last: 8 };
  const item = { offset: 7, timestamp: 9, key: null, raw: 'MQ==' };
  const values = [1, null, 'text', [], { properties: null, geometry: { coordinates: 'here' } }];

  const { rows } = parseRows({ source, items: values.map((value) => ({ ...item, value })) });

  expect(rows.map(({ measured }) => measured)).toEqual(values.map(() => expect.objectContaining({ felt: null })));
});
