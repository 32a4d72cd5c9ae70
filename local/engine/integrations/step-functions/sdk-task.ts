import { randomUUID } from 'node:crypto';
import { isJsonObject, type Json, parseJson, writeJson } from '../../expressions/index.ts';
import type { TaskIntegration } from '../../runtime/ports.ts';
import { failed, serviceMessage } from '../failures.ts';
import { exceptionName, type StepFunctions } from './step-functions.ts';

const onCrash = failed(
  'States.TaskFailed',
  'The engine was stopped during the call; whether it was done is not known.',
);

/** `arn:aws:states:::aws-sdk:sfn:ACTION`, answered by this very engine. */
export function sfnSdkTask(stepFunctions: StepFunctions): TaskIntegration {
  return {
    onCrash,
    async invoke({ resource, arguments: text }, { signal }) {
      const given = parseJson(text);
      const action = resource.kind === 'service' ? resource.action : '';
      const operation = action.charAt(0).toUpperCase() + action.slice(1);
      const reply = await stepFunctions.call(operation, isJsonObject(given) ? given : {}, signal);
      if (reply.ok) return { type: 'succeeded', output: writeJson(toSdkForm('', reply.body as Json)) };
      const { code, message, status } = reply;
      return failed(`Sfn.${exceptionName(code)}`, serviceMessage('Sfn', message, status, randomUUID()));
    },
  };
}

/** The SDK's members begin with a capital, and its instants are texts. */
function toSdkForm(name: string, value: Json): Json {
  if (typeof value === 'number' && /date$|^timestamp$/i.test(name)) return new Date(value * 1000).toISOString();
  if (Array.isArray(value)) return value.map((item) => toSdkForm('', item));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([key, member]) => [key.charAt(0).toUpperCase() + key.slice(1), toSdkForm(key, member)]),
  );
}
