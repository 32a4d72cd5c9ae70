/** A record's headers, in their order; names repeat. */
export type WireHeaders = readonly (readonly [name: string, value: Uint8Array])[];

/** How a record names the schema that wrote it: a registry's number, or the id that the schema has in any registry. */
export type WriterId = `id:${number}` | `guid:${string}`;

/** A writer's schema as a registry keeps it; Avro's references are written out in the text. */
export type WriterSchema = {
  readonly language: 'avro' | 'json-schema' | 'protobuf' | 'other';
  readonly text: string;
};

/** What is known of a record besides its value. */
export type Surroundings = {
  readonly headers: WireHeaders;
  /** The schemas that were asked for by the ids of records; one that is not here, no registry has. */
  readonly writers: ReadonlyMap<WriterId, WriterSchema>;
};

/** What is to be written besides the value. */
export type Framing = {
  /** The id that a registry gave the contract's schema, for the formats that say it. */
  readonly writerId?: WriterId;
  /** The event that the value is the data of, for the format that is one. */
  readonly event?: EventAttributes;
};

/** A CloudEvent's attributes by name: at least `id`, `source` and `type`. */
export type EventAttributes = Readonly<Record<string, string>> & {
  readonly id: string;
  readonly source: string;
  readonly type: string;
};
