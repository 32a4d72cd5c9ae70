import type { DeadLetterView, RecordView } from '../../dev/index.ts';
import { columns } from '../columns.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { localApi } from '../local-api.ts';
import { parseRecordPlace, placeText } from '../record-place.ts';
import { printJson, urlOf } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

export const deadLettersShow = defineCommand({
  name: 'dlq show',
  summary: 'show a dead letter: the record, byte for byte, and why it is one',
  positionals: ['TOPIC/PARTITION/OFFSET'],
  options: PORT_OPTION,
  async run({ values, positionals: [place = ''], terminal }) {
    const { topic, partition, offset } = parseRecordPlace(place);
    const path = `/dead-letters/${encodeURIComponent(topic)}/${partition}/${offset}`;
    const answer = await localApi(urlOf(values.port)).get<Answer>(path);
    if (values.json === true) printJson(terminal, answer);
    else printLetter(terminal, answer);
    return 0;
  },
});

type Answer = { readonly deadLetter: DeadLetterView; readonly record: RecordView };

function printLetter({ out, style }: Terminal, { deadLetter, record }: Answer): void {
  const { source, errorClass, message, contract, replayCount, execution } = deadLetter;
  const value =
    'json' in record ? JSON.stringify(record.json, null, 2) : `${record.value ?? ''} ${style('dim', 'base64')}`;
  const headers = record.headers.map(([name, bytes]) => `${name}=${Buffer.from(bytes, 'base64').toString('utf8')}`);
  out(
    columns([
      ['record', placeText(source)],
      ['sent', new Date(source.timestamp).toISOString()],
      ['class', style('red', errorClass)],
      ['why', message],
      ['contract', contract ?? 'none'],
      ['redriven', `${replayCount} times`],
      ['execution', execution ?? 'none: rejected at the door'],
      ['key', record.keyText ?? record.key ?? 'none'],
      ...headers.map((header, at) => [at === 0 ? 'headers' : '', header]),
    ]),
  );
  out(`value\n${value}\n`);
}
