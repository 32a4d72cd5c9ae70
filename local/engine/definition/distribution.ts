import { dynamicNumber, eitherTemplateField } from './compile-fields.ts';
import type { Fields } from './fields.ts';
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
  if (text === '') {
    fields.wrong('Label', 'Label cannot be empty');
  } else if (text.length > MAX_LABEL_LENGTH) {
    fields.wrong('Label', `Label cannot exceed ${MAX_LABEL_LENGTH} characters`);
  } else if (invalid !== undefined) {
    fields.wrong('Label', `Label contains invalid character: ${JSON.stringify(invalid)}`);
  }
  return text;
}

const BATCHER_FIELDS = {
  JSONPath: new Set([
    ...['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath', 'BatchInput'],
  ]),
  JSONata: new Set(['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput']),
};

function itemBatcher(fields: Fields, language: QueryLanguage): ItemBatcher {
  fields.allowOnly(BATCHER_FIELDS[language]);
  const limits = [...BATCHER_FIELDS[language]].filter((name) => name.startsWith('Max'));
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

function argumentsName(language: QueryLanguage): string {
  return language === 'JSONata' ? 'Arguments' : 'Parameters';
}

const READER_CONFIG_FIELDS = [
  ...['InputType', 'ManifestType', 'Transformation', 'ItemsPointer', 'MaxItems'],
  ...['CSVDelimiter', 'CSVHeaderLocation', 'CSVHeaders'],
];

function itemReader(fields: Fields, language: QueryLanguage): ItemReader {
  fields.allowOnly(new Set(['Resource', 'ReaderConfig', argumentsName(language)]));
  fields.require('Resource');
  const config = fields.child('ReaderConfig');
  config?.allowOnly(new Set([...READER_CONFIG_FIELDS, ...(language === 'JSONPath' ? ['MaxItemsPath'] : [])]));
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

function headers(config: Fields): readonly string[] | null {
  const list = config.list('CSVHeaders') ?? null;
  const names = list?.filter((name) => typeof name === 'string') ?? [];
  if (list !== null && names.length < list.length) {
    config.wrong('CSVHeaders', 'Expected value of type String');
  }
  return list === null ? null : names;
}

function resultWriter(fields: Fields, language: QueryLanguage): ResultWriter {
  fields.allowOnly(new Set(['Resource', 'WriterConfig', argumentsName(language)]));
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
