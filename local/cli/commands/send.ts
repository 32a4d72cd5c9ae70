import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { localApi } from '../local-api.ts';
import { placeText, type RecordPlace } from '../record-place.ts';
import { printJson, urlOf } from '../surroundings.ts';

/** Records of one request; the API takes no more than a few times as many. */
const RECORDS_AT_A_TIME = 500;

export const send = defineCommand({
  name: 'send',
  summary: "send records: JSON is encoded by the topic's contract and format",
  positionals: ['TOPIC'],
  options: {
    ...PORT_OPTION,
    value: { type: 'string', value: 'JSON', summary: 'the value' },
    file: { type: 'string', value: 'FILE', summary: 'a file with the value' },
    ndjson: { type: 'string', value: 'FILE', summary: 'a file with one value a line, each a record' },
    key: { type: 'string', value: 'KEY', summary: 'the key, as text' },
    header: { type: 'string', value: 'NAME=VALUE', multiple: true, summary: 'a header, as text; may be repeated' },
    raw: { type: 'boolean', summary: 'send the bytes as they are' },
  },
  async run({ values, positionals: [topic = ''], terminal }) {
    const texts = await readValues(values, terminal.directory);
    const key = values.key === undefined ? null : base64(values.key);
    const headers = (values.header ?? []).map(parseHeader);
    const records = texts.map((bytes) => ({ key, headers, ...bodyOf(bytes, values.raw === true) }));
    const api = localApi(urlOf(values.port));
    const sent: RecordPlace[] = [];
    for (let at = 0; at < records.length; at += RECORDS_AT_A_TIME) {
      const chunk = { records: records.slice(at, at + RECORDS_AT_A_TIME) };
      const path = `/topics/${encodeURIComponent(topic)}/records`;
      sent.push(...(await api.post<{ records: readonly RecordPlace[] }>(path, chunk)).records);
    }
    if (values.json === true) printJson(terminal, { records: sent });
    else for (const place of sent) terminal.out(`${placeText(place)}\n`);
    return 0;
  },
});

type Sources = { readonly value?: string; readonly file?: string; readonly ndjson?: string };

async function readValues({ value, file, ndjson }: Sources, directory: string): Promise<readonly Buffer[]> {
  if ([value, file, ndjson].filter((given) => given !== undefined).length !== 1) {
    throw new UsageError('baton send wants one value', { advice: 'Give one of --value, --file and --ndjson.' });
  }
  if (value !== undefined) return [Buffer.from(value)];
  const bytes = await readBytes(resolve(directory, file ?? ndjson ?? ''));
  if (file !== undefined) return [bytes];
  const lines = bytes.toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => Buffer.from(line));
}

async function readBytes(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${path} cannot be read: ${reason}`, { advice: 'Name a file that is there.', cause: error });
  });
}

function bodyOf(bytes: Buffer, raw: boolean): { readonly value: string } | { readonly json: unknown } {
  if (raw) return { value: bytes.toString('base64') };
  try {
    return { json: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Mend it, or send the bytes as they are with --raw.';
    throw new CommandError(`the value is no JSON: ${reason}`, { advice, cause: error });
  }
}

function parseHeader(text: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, base64(value)];
  throw new UsageError(`${text} is no header`, { advice: 'Write --header NAME=VALUE.' });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
