import { isJsonObject } from '../../expressions/index.ts';
import type { TaskResource } from '../../machine/protocol.ts';
import { dynamicNumber, eitherTemplateField, isJsonataText } from '../compile-fields.ts';
import { Fields } from '../fields.ts';
import { argumentsName } from '../language-fields.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { QueryLanguage } from '../program.ts';
import { recovery } from '../recovery.ts';
import { catchTargets, PATH_FIELDS, RECOVERY_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';
import { parseTaskResource, requiredArguments } from '../task-resource.ts';

export const taskDefinition: StateDefinition<'Task'> = {
  fields: {
    both: [
      ...TRANSITION_FIELDS,
      ...RECOVERY_FIELDS,
      'Assign',
      'Resource',
      'TimeoutSeconds',
      'HeartbeatSeconds',
      'Credentials',
    ],
    JSONPath: [
      ...PATH_FIELDS,
      'Parameters',
      'ResultSelector',
      'ResultPath',
      'TimeoutSecondsPath',
      'HeartbeatSecondsPath',
    ],
    JSONata: ['Arguments', 'Output'],
  },
  sees: 'result',
  goesOn: 'transition',
  read: (fields, { language, express }) => {
    fields.require('Resource');
    const timeoutSeconds = dynamicNumber(fields, 'TimeoutSeconds', language, { min: 1, max: MAX_SECONDS });
    const heartbeatSeconds = dynamicNumber(fields, 'HeartbeatSeconds', language, { min: 1, max: MAX_SECONDS });
    if (
      timeoutSeconds?.kind === 'constant' &&
      heartbeatSeconds?.kind === 'constant' &&
      heartbeatSeconds.value >= timeoutSeconds.value
    ) {
      fields.wrong('HeartbeatSeconds', 'Heartbeat interval must be less than the timeout interval');
    }
    const resource = resourceField(fields, express);
    checkArguments(fields, resource, language);
    return {
      type: 'Task',
      resource,
      timeoutSeconds,
      heartbeatSeconds,
      credentials: credentials(fields, resource, language),
      ...recovery(fields, language),
    };
  },
  targets: catchTargets,
};

/** Stands for one that could not be read, which has been reported. */
const UNREAD: TaskResource = { kind: 'lambda', functionArn: '' };

function resourceField(fields: Fields, express: boolean): TaskResource {
  const arn = fields.string('Resource');
  if (arn === undefined) {
    return UNREAD;
  }
  const resource = parseTaskResource(arn);
  if (resource === null) {
    fields.wrong('Resource', notRecognised(arn));
    return UNREAD;
  }
  if (express && resource.kind === 'activity') {
    fields.wrong('Resource', 'Express state machine does not support Activity ARN');
  }
  if (express && resource.kind === 'service' && resource.pattern !== 'requestResponse') {
    // AWS's sentence ends with a blank for callbacks.
    const [pattern, end] = resource.pattern === 'waitForTaskToken' ? ['waitForTaskToken', ' '] : ['sync', ''];
    fields.wrong('Resource', `Express state machine does not support '.${pattern}' service integration${end}`);
  }
  return resource;
}

function notRecognised(arn: string): string {
  if (!arn.startsWith('arn:')) {
    return 'Value is not a valid resource ARN';
  }
  const why = 'The value is not a valid resource ARN, or the resource is not available in this region.';
  return `The resource provided ${arn} is not recognized. ${why}`;
}

/** An optimised integration is told what to call, and with what AWS asks for at least. */
function checkArguments(fields: Fields, resource: TaskResource, language: QueryLanguage): void {
  const required = requiredArguments(resource);
  const name = argumentsName(language);
  if (required === null) {
    return;
  }
  if (!fields.has(name)) {
    fields.wrong('Resource', `${name} field is required for resource ARN: ${fields.string('Resource')}`);
    return;
  }
  const given = fields.get(name);
  const inner = isJsonObject(given) ? new Fields(fields.at(name), given, fields.report) : null;
  for (const field of required) {
    inner?.demand(field);
  }
}

function credentials(fields: Fields, { kind }: TaskResource, language: QueryLanguage) {
  if (!fields.has('Credentials')) {
    return null;
  }
  if (kind === 'activity') {
    fields.wrong('Credentials', "The field 'Credentials' is not supported for activities");
  }
  if (!isJsonataText(fields.get('Credentials'))) {
    fields.child('Credentials')?.demand('RoleArn');
  }
  return eitherTemplateField(fields, 'Credentials', language);
}
