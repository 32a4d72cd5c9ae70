import { dynamicNumber, eitherTemplateField } from './compile-fields.ts';
import type { Fields } from './fields.ts';
import { allowFields, argumentsName, type LanguageFields } from './language-fields.ts';
import { MAX_BATCH_BYTES, MAX_ITEMS, MAX_LABEL_LENGTH } from './limits.ts';
import type { Distribution, ItemBatcher, ItemReader, QueryLanguage, ResultWriter } from './program.ts';

/** Fields that only a Distributed Map has. */
export const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'] as const;

type Mode = { readonly distributed: boolean; readonly executionType: 'STANDARD' | 'EXPRESS' };

/** ProcessorConfig, which stands in the processor. */
export function processorMode(processor: Fields | null): Mode {
  const config = processor?.child('ProcessorConfig') ?? null;
  config?.allowOnly(new Set(['Mode', 'ExecutionType']));
  const distributed = config?.oneOf('Mode', ['INLINE', 'DISTRIBUTED']) === 'DISTRIBUTED';
  if (distributed) {
    config?.require('ExecutionType');
  } else if (config?.get('Mode') === 'INLINE' && config.has('ExecutionType')) {
    config.refuse('ExecutionType');
  }
  return { distributed, executionType: config?.oneOf('ExecutionType', ['STANDARD', 'EXPRESS']) ?? 'STANDARD' };
}

/** What makes a Map distributed: each item, or batch of items, is the input of an execution of its own. */
export function distribution(fields: Fields, language: QueryLanguage): Distribution {
  return {
    label: label(fields),
    batcher: inside(fields, 'ItemBatcher', (batcher) => itemBatcher(batcher, language)),
    reader: inside(fields, 'ItemReader', (reader) => itemReader(reader, language)),
    writer: inside(fields, 'ResultWriter', (writer) => resultWriter(writer, language)),
  };
}

/** Of a processor in an Express state machine. */
export function refuseMode(processor: Fields | null): void {
  const message = "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
  processor?.child('ProcessorConfig')?.wrong('Mode', message);
}

export function refuseDistribution(fields: Fields): void {
  for (const name of DISTRIBUTED_FIELDS) {
    if (fields.has(name)) {
      fields.wrong(name, `Field '${name}' needs a ProcessorConfig with the Mode 'DISTRIBUTED'`);
    }
  }
}

function inside<Read>(fields: Fields, name: string, read: (inner: Fields) => Read): Read | null {
  const inner = fields.child(name);
  return inner === null ? null : read(inner);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#map-state-distributed-additional-fields */
const NOT_IN_LABELS = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u;

function label(fields: Fields): string | null {
  const text = fields.string('Label');
  if (text === undefined) {
    return null;
  }
  const [invalid] = NOT_IN_LABELS.exec(text) ?? [];
  const wrong = (why: string) => {
    fields.report(fields.at('Label'), `Invalid Label name: ${text} ${why}`, 'INVALID_LABEL_NAME');
  };
  if (text === '') {
    wrong('is empty');
  } else if (text.length > MAX_LABEL_LENGTH) {
    wrong(`exceeds the ${MAX_LABEL_LENGTH}-character limit allowed by the service`);
  } else if (invalid !== undefined) {
    wrong(`contains the invalid character ${JSON.stringify(invalid)}`);
  }
  return text;
}

const BATCHER_FIELDS: LanguageFields = {
  both: ['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput'],
  JSONPath: ['MaxItemsPerBatchPath', 'MaxInputBytesPerBatchPath'],
  JSONata: [],
};

function itemBatcher(fields: Fields, language: QueryLanguage): ItemBatcher {
  allowFields(fields, BATCHER_FIELDS, language);
  const limits = [...BATCHER_FIELDS.both, ...BATCHER_FIELDS[language]].filter((name) => name.startsWith('Max'));
  fields.requireSome(...limits);
  return {
    maxItems: dynamicNumber(fields, 'MaxItemsPerBatch', language, { min: 1 }),
    maxInputBytes: dynamicNumber(fields, 'MaxInputBytesPerBatch', language, { min: 1, max: MAX_BATCH_BYTES }),
    batchInput: eitherTemplateField(fields, 'BatchInput', language),
  };
}

const S3_ACTION = /^arn:aws[\w-]*:states:[\w-]*:\d*:s3:(?<action>\w+)$/;

/** `s3:getObject`; a report where the resource is none of those that the field can call. */
function resource(fields: Fields, actions: readonly string[]): string {
  const arn = fields.string('Resource') ?? '';
  const action = S3_ACTION.exec(arn)?.groups?.action ?? '';
  if (fields.has('Resource') && !actions.includes(action)) {
    const why = 'The value is not a valid resource ARN, or the resource is not available in this region.';
    fields.wrong('Resource', `The resource provided ${arn} is not recognized. ${why}`);
  }
  return `s3:${action}`;
}

/** What a reader calls, and what a writer writes with: its arguments are named as a Task's. */
const CALL_FIELDS = { JSONPath: ['Parameters'], JSONata: ['Arguments'] } as const;

const READER_CONFIG_FIELDS: LanguageFields = {
  both: [
    ...['InputType', 'ManifestType', 'Transformation', 'ItemsPointer', 'MaxItems'],
    ...['CSVDelimiter', 'CSVHeaderLocation', 'CSVHeaders'],
  ],
  JSONPath: ['MaxItemsPath'],
  JSONata: [],
};

function itemReader(fields: Fields, language: QueryLanguage): ItemReader {
  allowFields(fields, { both: ['Resource', 'ReaderConfig'], ...CALL_FIELDS }, language);
  fields.require('Resource');
  const config = fields.child('ReaderConfig');
  if (config !== null) {
    allowFields(config, READER_CONFIG_FIELDS, language);
    checkHeaders(config);
  }
  return {
    resource: resource(fields, ['getObject', 'listObjectsV2']),
    arguments: eitherTemplateField(fields, argumentsName(language), language),
    inputType: config?.oneOf('InputType', ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST']) ?? null,
    manifestType: config?.oneOf('ManifestType', ['ATHENA_DATA', 'S3_INVENTORY']) ?? null,
    transformation: config?.oneOf('Transformation', ['NONE', 'LOAD_AND_FLATTEN']) ?? 'NONE',
    itemsPointer: config?.string('ItemsPointer') ?? null,
    maxItems: config === null ? null : dynamicNumber(config, 'MaxItems', language, { min: 0, max: MAX_ITEMS }),
    csv: {
      delimiter: config?.oneOf('CSVDelimiter', ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB']) ?? 'COMMA',
      headerLocation: config?.oneOf('CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']) ?? 'FIRST_ROW',
      headers: config === null ? null : headers(config),
    },
  };
}

function checkHeaders(config: Fields): void {
  const isCsv = config.get('InputType') === 'CSV';
  if (isCsv && !config.has('CSVHeaderLocation')) {
    config.report(config.place, "The field 'CSVHeaderLocation' is required");
  } else if (config.get('InputType') === 'JSON' && config.has('CSVHeaderLocation')) {
    config.refuse('CSVHeaderLocation');
  }
  if (config.get('CSVHeaderLocation') === 'GIVEN') {
    config.require('CSVHeaders');
  }
}

function headers(config: Fields): readonly string[] | null {
  const list = config.list('CSVHeaders') ?? null;
  const names = list?.filter((name) => typeof name === 'string') ?? [];
  if (list !== null && names.length < list.length) {
    config.wrong('CSVHeaders', 'Expected value of type String');
  }
  return list === null ? null : names;
}

function resultWriter(fields: Fields, language: QueryLanguage): ResultWriter {
  allowFields(fields, { both: ['Resource', 'WriterConfig'], ...CALL_FIELDS }, language);
  fields.requireSome('Resource', 'WriterConfig');
  const config = fields.child('WriterConfig');
  config?.allowOnly(new Set(['Transformation', 'OutputType']));
  return {
    resource: fields.has('Resource') ? resource(fields, ['putObject']) : null,
    arguments: eitherTemplateField(fields, argumentsName(language), language),
    transformation: config?.oneOf('Transformation', ['NONE', 'COMPACT', 'FLATTEN']) ?? null,
    outputType: config?.oneOf('OutputType', ['JSON', 'JSONL']) ?? 'JSON',
  };
}
