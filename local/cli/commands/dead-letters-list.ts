import type { DeadLetterView } from '../../dev/index.ts';
import { columns } from '../columns.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { localApi } from '../local-api.ts';
import { wholeNumber } from '../parse-arguments.ts';
import { placeText } from '../record-place.ts';
import { printJson, urlOf } from '../surroundings.ts';

export const deadLettersList = defineCommand({
  name: 'dlq list',
  summary: 'list dead letters: records that can never succeed, and why',
  positionals: [],
  options: {
    ...PORT_OPTION,
    topic: { type: 'string', value: 'TOPIC', summary: 'of this dead letter topic alone' },
    limit: { type: 'string', value: 'N', summary: 'so many at most, default 1000' },
  },
  async run({ values, terminal }) {
    const limit = wholeNumber(values.limit, 'limit', { min: 1, max: 10_000, otherwise: 1_000 });
    const query = new URLSearchParams({ limit: String(limit), ...(values.topic && { topic: values.topic }) });
    const answer = await localApi(urlOf(values.port)).get<Answer>(`/dead-letters?${query}`);
    if (values.json === true) {
      printJson(terminal, answer);
      return 0;
    }
    if (answer.total === 0) terminal.out('No dead letters.\n');
    else terminal.out(columns([HEADER.map((cell) => terminal.style('bold', cell)), ...answer.deadLetters.map(row)]));
    const more = answer.total - answer.deadLetters.length;
    if (more > 0) terminal.out(`and ${more} more: --limit ${answer.total}\n`);
    return 0;
  },
});

type Answer = { readonly deadLetters: readonly DeadLetterView[]; readonly total: number };

const HEADER = ['DEAD LETTER', 'RECORD', 'CLASS', 'WHY'];

const row = (letter: DeadLetterView): string[] => [
  placeText(letter),
  placeText(letter.source),
  letter.errorClass,
  letter.message,
];
