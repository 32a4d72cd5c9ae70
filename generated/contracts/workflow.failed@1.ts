// Made by `baton generate`. Do not edit. From schemas/workflow.failed/1.avsc.
import { type GeneratedAvroContract, type Instant, validator } from '../runtime.ts';
import { closed, open } from '../validators/workflow.failed@1.js';

/** A workflow ended without reaching its goal. */
export type WorkflowFailed = {
  readonly workflow: string;
  readonly executionArn: string;
  readonly error: string;
  readonly cause: string;
  /** What the workflow was about, such as an order id. */
  readonly businessKey: null | string;
  readonly failedAt: Instant;
};

/** A workflow ended without reaching its goal. workflow.failed@1, owned by platform-team. */
export const workflowFailed1: GeneratedAvroContract<'workflow.failed@1', WorkflowFailed> = {
  id: 'workflow.failed@1',
  fingerprint: '9e5bdca09874cdf2f26614dfdc0276ba7f290faeeb28d352380e11524999cb52',
  validate: validator(open, closed, {
    "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,3})?Z$": "date-time"
  }),
  schema: "{\"type\":\"record\",\"name\":\"WorkflowFailed\",\"namespace\":\"baton.signals\",\"doc\":\"A workflow ended without reaching its goal.\",\"fields\":[{\"name\":\"workflow\",\"type\":\"string\"},{\"name\":\"executionArn\",\"type\":\"string\"},{\"name\":\"error\",\"type\":\"string\"},{\"name\":\"cause\",\"type\":\"string\"},{\"name\":\"businessKey\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"What the workflow was about, such as an order id.\"},{\"name\":\"failedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}",
  writers: {
    1: "{\"type\":\"record\",\"name\":\"WorkflowFailed\",\"namespace\":\"baton.signals\",\"doc\":\"A workflow ended without reaching its goal.\",\"fields\":[{\"name\":\"workflow\",\"type\":\"string\"},{\"name\":\"executionArn\",\"type\":\"string\"},{\"name\":\"error\",\"type\":\"string\"},{\"name\":\"cause\",\"type\":\"string\"},{\"name\":\"businessKey\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"What the workflow was about, such as an order id.\"},{\"name\":\"failedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}",
  },
};
