import { contracts } from '../../../generated/functions/quake-etl/parse-rows.ts';
import { taskHandler } from '../../../shared/tasks/index.ts';
import { parseRows } from './decide.ts';

export const handler = taskHandler(contracts, parseRows);
