import type { Command } from './command.ts';
import { check } from './commands/check.ts';
import { deadLettersList } from './commands/dead-letters-list.ts';
import { deadLettersShow } from './commands/dead-letters-show.ts';
import { dev } from './commands/dev.ts';
import { engine } from './commands/engine.ts';
import { env } from './commands/env.ts';
import { executionsHistory } from './commands/executions-history.ts';
import { executionsList } from './commands/executions-list.ts';
import { executionsRedrive } from './commands/executions-redrive.ts';
import { executionsShow } from './commands/executions-show.ts';
import { executionsStop } from './commands/executions-stop.ts';
import { generate } from './commands/generate.ts';
import { schemaCheck } from './commands/schema-check.ts';
import { schemaDiff } from './commands/schema-diff.ts';
import { schemaExport } from './commands/schema-export.ts';
import { schemaImport } from './commands/schema-import.ts';
import { schemaList } from './commands/schema-list.ts';
import { schemaNew } from './commands/schema-new.ts';
import { schemaShow } from './commands/schema-show.ts';
import { send } from './commands/send.ts';
import { tail } from './commands/tail.ts';
import { test } from './commands/test.ts';
import { topics } from './commands/topics.ts';

/** In the order of the overview. A command's own work is imported when it runs: each starts as fast as it can. */
export const COMMANDS: readonly Command[] = [
  dev,
  engine,
  check,
  test,
  generate,
  schemaCheck,
  schemaImport,
  schemaExport,
  schemaList,
  schemaShow,
  schemaDiff,
  schemaNew,
  send,
  topics,
  tail,
  executionsList,
  executionsShow,
  executionsHistory,
  executionsRedrive,
  executionsStop,
  deadLettersList,
  deadLettersShow,
  env,
];
