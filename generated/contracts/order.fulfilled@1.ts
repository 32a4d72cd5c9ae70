// Made by `baton generate`. Do not edit. From schemas/order.fulfilled/1.avsc.
import { type GeneratedAvroContract, type Instant, validator } from '../runtime.ts';
import { closed, open } from '../validators/order.fulfilled@1.js';

/** An order was reserved, charged and announced. */
export type OrderFulfilled = {
  readonly orderId: string;
  readonly customerId: string;
  readonly reservationId: string;
  readonly chargeId: string;
  readonly totalCents: number;
  readonly currency: string;
  readonly fulfilledAt: Instant;
};

/** An order was reserved, charged and announced. order.fulfilled@1, owned by orders-team. */
export const orderFulfilled1: GeneratedAvroContract<'order.fulfilled@1', OrderFulfilled> = {
  id: 'order.fulfilled@1',
  fingerprint: 'c063e50266924f1a91a14e70359fb43ddcc0dbece7d962ae1e973d82d2f94801',
  validate: validator(open, closed, {
    "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,3})?Z$": "date-time"
  }),
  schema: "{\"type\":\"record\",\"name\":\"OrderFulfilled\",\"namespace\":\"shop.orders\",\"doc\":\"An order was reserved, charged and announced.\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},{\"name\":\"customerId\",\"type\":\"string\"},{\"name\":\"reservationId\",\"type\":\"string\"},{\"name\":\"chargeId\",\"type\":\"string\"},{\"name\":\"totalCents\",\"type\":\"long\"},{\"name\":\"currency\",\"type\":\"string\"},{\"name\":\"fulfilledAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}",
  writers: {
    1: "{\"type\":\"record\",\"name\":\"OrderFulfilled\",\"namespace\":\"shop.orders\",\"doc\":\"An order was reserved, charged and announced.\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},{\"name\":\"customerId\",\"type\":\"string\"},{\"name\":\"reservationId\",\"type\":\"string\"},{\"name\":\"chargeId\",\"type\":\"string\"},{\"name\":\"totalCents\",\"type\":\"long\"},{\"name\":\"currency\",\"type\":\"string\"},{\"name\":\"fulfilledAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}",
  },
};
