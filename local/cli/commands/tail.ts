import type { RecordView } from '../../dev/index.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { localApi } from '../local-api.ts';
import { wholeNumber } from '../parse-arguments.ts';
import { placeText } from '../record-place.ts';
import { printJsonLine, urlOf } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

export const tail = defineCommand({
  name: 'tail',
  summary: 'print the records of a topic as they come, until Ctrl+C',
  positionals: ['TOPIC'],
  options: {
    ...PORT_OPTION,
    'from-start': { type: 'boolean', summary: 'begin with the first record, not with the next one' },
    count: { type: 'string', value: 'N', summary: 'end after so many records' },
  },
  async run({ values, positionals: [topic = ''], terminal }) {
    const count = wholeNumber(values.count, 'count', { min: 1, max: 1_000_000, otherwise: 1_000_000 });
    const from = values['from-start'] === true ? 'start' : 'end';
    const path = `/topics/${encodeURIComponent(topic)}/tail?from=${from}`;
    let seen = 0;
    for await (const record of localApi(urlOf(values.port)).stream<RecordView>(path, terminal.interrupted)) {
      if (values.json === true) printJsonLine(terminal, record);
      else printRecord(terminal, record);
      seen += 1;
      if (seen === count) break;
    }
    return 0;
  },
});

function printRecord({ out, style }: Terminal, record: RecordView): void {
  const value = 'json' in record ? JSON.stringify(record.json) : (record.value ?? style('dim', 'tombstone'));
  const key = record.keyText ?? record.key ?? '';
  out(`${style('dim', placeText(record))}  ${style('cyan', key)}  ${value}\n`);
}
