import { dynamicNumber, eitherTemplateField } from '../compile-fields.ts';
import type { Fields } from '../fields.ts';
import { MAX_SECONDS } from '../limits.ts';
import { recovery } from '../recovery.ts';
import { catchTargets, PATH_FIELDS, RECOVERY_FIELDS, type StateDefinition, TRANSITION_FIELDS } from '../state-type.ts';
import { parseTaskResource } from '../task-resource.ts';

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
    return {
      type: 'Task',
      resource: resourceField(fields, express),
      timeoutSeconds,
      heartbeatSeconds,
      credentials: eitherTemplateField(fields, 'Credentials', language),
      ...recovery(fields, language),
    };
  },
  targets: catchTargets,
};

function resourceField(fields: Fields, express: boolean) {
  const arn = fields.string('Resource') ?? '';
  const resource = parseTaskResource(arn) ?? { kind: 'lambda', functionArn: arn };
  if (fields.has('Resource') && parseTaskResource(arn) === null) {
    const why = 'The value is not a valid resource ARN, or the resource is not available in this region.';
    fields.wrong('Resource', `The resource provided ${arn} is not recognized. ${why}`);
  }
  if (express && resource.kind === 'service' && resource.pattern !== 'requestResponse') {
    // AWS's sentence ends with a blank for callbacks.
    const [pattern, end] = resource.pattern === 'waitForTaskToken' ? ['waitForTaskToken', ' '] : ['sync', ''];
    fields.wrong('Resource', `Express state machine does not support '.${pattern}' service integration${end}`);
  }
  return resource;
}
