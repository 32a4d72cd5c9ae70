// Made by `baton generate`. Do not edit.
/** By workflow: the topics that start it, the records that it sends, and where its dead letters go. */
export const workflowDoors = {
  "order-fulfilment": {
    "workflow": "order-fulfilment",
    "triggers": [
      {
        "topic": "orders.created",
        "format": "avro-single-object",
        "contract": "order.created@2",
        "identity": {
          "kind": "header",
          "name": "event-id"
        },
        "generation": 1,
        "mode": "execution-per-record",
        "rows": "plain"
      }
    ],
    "signals": {
      "succeeded": {
        "topic": "orders.fulfilled",
        "contract": "order.fulfilled@1",
        "format": "avro-single-object"
      },
      "failed": {
        "topic": "orders.failed",
        "contract": "workflow.failed@1",
        "format": "avro-single-object"
      }
    },
    "deadLetterTopic": "orders.created.dlt"
  },
  "quake-etl": {
    "workflow": "quake-etl",
    "triggers": [
      {
        "topic": "quakes.measured",
        "format": "json",
        "contract": "quake.feature@1",
        "identity": {
          "kind": "offset"
        },
        "generation": 1,
        "mode": "execution-per-batch",
        "rows": "rejectable"
      }
    ],
    "signals": {},
    "deadLetterTopic": "quakes.measured.dlt"
  }
} as const;
