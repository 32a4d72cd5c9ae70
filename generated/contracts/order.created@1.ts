// Made by `baton generate`. Do not edit. From schemas/order.created/1.avsc.
import { type GeneratedAvroContract, type Instant, validator } from '../runtime.ts';
import { closed, open } from '../validators/order.created@1.js';

/** A customer has placed an order. */
export type OrderCreated = {
  readonly orderId: string;
  /** The customer who placed it. */
  readonly customer: string;
  readonly placedAt: Instant;
  readonly lines: readonly OrderLine[];
  readonly totalCents: number;
  /** What the payment provider knows the card by. */
  readonly paymentToken: string;
};

export type OrderLine = {
  /** Stock keeping unit. */
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceCents: number;
};

/** A customer has placed an order. order.created@1, owned by orders-team. */
export const orderCreated1: GeneratedAvroContract<'order.created@1', OrderCreated> = {
  id: 'order.created@1',
  fingerprint: '4596273b111295e56ac504dfd742ae5a42425a5c3ca9f6deaf65a410f8d8799c',
  validate: validator(open, closed, {
    "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,3})?Z$": "date-time"
  }),
  schema: "{\"type\":\"record\",\"name\":\"OrderCreated\",\"namespace\":\"shop.orders\",\"doc\":\"A customer has placed an order.\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},{\"name\":\"customer\",\"type\":\"string\",\"doc\":\"The customer who placed it.\"},{\"name\":\"placedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OrderLine\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\",\"doc\":\"Stock keeping unit.\"},{\"name\":\"quantity\",\"type\":\"int\"},{\"name\":\"unitPriceCents\",\"type\":\"int\"}]}}},{\"name\":\"totalCents\",\"type\":\"int\"},{\"name\":\"paymentToken\",\"type\":\"string\",\"doc\":\"What the payment provider knows the card by.\"}]}",
  writers: {
    1: "{\"type\":\"record\",\"name\":\"OrderCreated\",\"namespace\":\"shop.orders\",\"doc\":\"A customer has placed an order.\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},{\"name\":\"customer\",\"type\":\"string\",\"doc\":\"The customer who placed it.\"},{\"name\":\"placedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OrderLine\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\",\"doc\":\"Stock keeping unit.\"},{\"name\":\"quantity\",\"type\":\"int\"},{\"name\":\"unitPriceCents\",\"type\":\"int\"}]}}},{\"name\":\"totalCents\",\"type\":\"int\"},{\"name\":\"paymentToken\",\"type\":\"string\",\"doc\":\"What the payment provider knows the card by.\"}]}",
    2: "{\"type\":\"record\",\"name\":\"OrderCreated\",\"namespace\":\"shop.orders\",\"doc\":\"A customer has placed an order.\",\"fields\":[{\"name\":\"orderId\",\"type\":\"string\"},{\"name\":\"customerId\",\"type\":\"string\",\"aliases\":[\"customer\"],\"doc\":\"The customer who placed it.\"},{\"name\":\"placedAt\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"OrderLine\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\",\"doc\":\"Stock keeping unit.\"},{\"name\":\"quantity\",\"type\":\"int\"},{\"name\":\"unitPriceCents\",\"type\":\"int\"}]}}},{\"name\":\"totalCents\",\"type\":\"long\",\"doc\":\"Sum over the lines, in the smallest unit of the currency.\"},{\"name\":\"currency\",\"type\":\"string\",\"default\":\"EUR\",\"doc\":\"ISO 4217.\"},{\"name\":\"channel\",\"type\":{\"type\":\"enum\",\"name\":\"Channel\",\"symbols\":[\"WEB\",\"STORE\",\"PARTNER\"],\"default\":\"WEB\"},\"default\":\"WEB\"},{\"name\":\"paymentToken\",\"type\":\"string\",\"doc\":\"What the payment provider knows the card by.\"},{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"What the customer wrote.\"}]}",
  },
};
