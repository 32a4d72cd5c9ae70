import { columns } from '../columns.ts';
import { defineCommand } from '../command.ts';
import { projectRoot } from '../project-root.ts';
import { printJson } from '../surroundings.ts';
import { withProjectErrors } from '../with-project-errors.ts';

export const generate = defineCommand({
  name: 'generate',
  summary: 'make generated/: validators, types and triggers of what the project says',
  positionals: [],
  options: {
    check: { type: 'boolean', summary: 'write nothing, and exit 1 where a file is not as it would be made' },
  },
  async run({ values, terminal }) {
    const root = projectRoot(values.root, ['schemas'], terminal);
    const { generate, staleGenerated } = await import('../../../project/index.ts');
    const isCheck = values.check === true;
    const stale = await withProjectErrors(() => (isCheck ? staleGenerated(root) : generate(root)));
    if (values.json === true) printJson(terminal, { stale });
    else if (stale.length === 0) terminal.out('generated/ is fresh.\n');
    else terminal.out(columns(stale.map(({ path, state }) => [`generated/${path}`, isCheck ? state : WRITTEN[state]])));
    return isCheck && stale.length > 0 ? 1 : 0;
  },
});

const WRITTEN = { missing: 'written', changed: 'written anew', 'left over': 'removed' } as const;
