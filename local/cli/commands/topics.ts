import { columns } from '../columns.ts';
import { defineCommand, PORT_OPTION } from '../command.ts';
import { localApi } from '../local-api.ts';
import { printJson, urlOf } from '../surroundings.ts';

type Topic = {
  readonly name: string;
  readonly partitions: readonly unknown[];
  readonly records: number;
  readonly roles: readonly { readonly role: keyof typeof ROLES; readonly workflow: string }[];
};

const ROLES = { trigger: 'starts', signal: 'is told by', deadLetter: 'takes dead letters of' } as const;

export const topics = defineCommand({
  name: 'topics',
  summary: 'list topics, and what they are to the workflows',
  positionals: [],
  options: PORT_OPTION,
  async run({ values, terminal }) {
    const answer = await localApi(urlOf(values.port)).get<{ topics: readonly Topic[] }>('/topics');
    if (values.json === true) printJson(terminal, answer);
    else terminal.out(columns([HEADER.map((cell) => terminal.style('bold', cell)), ...answer.topics.map(row)]));
    return 0;
  },
});

const HEADER = ['TOPIC', 'PARTITIONS', 'RECORDS', ''];

function row({ name, partitions, records, roles }: Topic): string[] {
  const words = roles.map(({ role, workflow }) => `${ROLES[role]} ${workflow}`);
  return [name, String(partitions.length), String(records), words.join(', ')];
}
