import { expect, test } from 'vitest';
import { encode, type FormatName } from '../../../shared/contracts/index.ts';
import { decodeRecorded } from './decode-frame.ts';
import { runPython } from './peers.ts';
import { contractOf, type Frame, parseFrames, recordedFrames } from './read-frames.ts';

test('wire - reads what the Python libraries of Confluent and CloudEvents write now', async () => {
  const frames = parseFrames(await runPython('write_frames.py'));
  expect(frames.map(({ name }) => name)).toEqual(
    recordedFrames().flatMap(({ name, format }) => (format === 'glue' ? [] : [name])),
  );
  for (const frame of frames) expect(await decodeRecorded(frame), frame.name).toEqual(frame.json);
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const frameOf = (name: string): Frame => {
  const frame = recordedFrames().find((each) => each.name === name);
  if (frame === undefined) throw new Error(`There is no frame ${name}.`);
  return frame;
};

/** A question for read_frames.py: the value of a recorded frame, written by us in a format. */
function question(name: string, format: FormatName, more: object) {
  const frame = frameOf(name);
  const event = { id: 'evt-2', source: 'urn:baton', type: 'parcel.weighed', redrivecount: '2' };
  const value = encode(format, contractOf(frame), frame.json, { writerId: 'id:1', event });
  return { format, value: base64(value), ...more };
}

const ask = async (questions: readonly object[]) => {
  const answers = await runPython('read_frames.py', questions.map((each) => `${JSON.stringify(each)}\n`).join(''));
  return parseFrames(answers) as readonly unknown[];
};

test("wire - Confluent's Python library reads what is written as confluent", async () => {
  const avro = frameOf('Avro, id in front').contract as { readonly avro: object };
  const json = frameOf('JSON Schema, id in front').contract as { readonly json: object };
  const [parcel, reading] = await ask([
    question('Avro, id in front', 'confluent', { schemaType: 'AVRO', schema: JSON.stringify(avro.avro) }),
    question('JSON Schema, id in front', 'confluent', { schemaType: 'JSON', schema: JSON.stringify(json.json) }),
  ]);
  expect(parcel).toMatchObject({
    price: '-12.50',
    grams: 1250,
    kind: 'BOX',
    to: { city: 'Genève', zip: null },
    note: '–',
  });
  expect(reading).toEqual({ celsius: 21.5, where: 'Küche' });
});

test("wire - CloudEvents' Python library reads what is written as cloudevents, structured and binary", async () => {
  const text = (name: string, value: string) => [name, base64(Buffer.from(value))];
  const binary = ['id', 'source', 'type'].map((name) => text(`ce_${name}`, `the ${name}`));
  const reading = { celsius: 21.5, where: 'Küche' };
  const [structured, avro, inHeaders] = (await ask([
    question('JSON, structured', 'cloudevents', { headers: [text('content-type', 'application/cloudevents+json')] }),
    question('Avro, structured', 'cloudevents', { headers: [text('content-type', 'application/cloudevents+json')] }),
    {
      ...question('JSON, binary', 'json', {}),
      format: 'cloudevents',
      headers: [text('ce_specversion', '1.0'), ...binary, text('content-type', 'application/json')],
    },
  ])) as readonly { readonly attributes: object; readonly data: unknown }[];
  expect(structured?.attributes).toMatchObject({ id: 'evt-2', source: 'urn:baton', redrivecount: '2' });
  expect(structured?.data).toEqual(reading);
  const single = encode(
    'avro-single-object',
    contractOf(frameOf('Avro, structured')),
    frameOf('Avro, structured').json,
  );
  expect(avro?.data).toBe(base64(single));
  expect(inHeaders).toMatchObject({ attributes: { id: 'the id', source: 'the source' }, data: reading });
});
