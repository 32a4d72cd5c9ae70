import type { StateType } from '../definition/index.ts';
import type { Departure, JsonText, MapPlan, ShownStage } from '../machine/index.ts';
import type { HttpExchange, HttpRequest } from '../runtime/index.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html */
export type InspectionData = { readonly [Member in (typeof MEMBERS)[ShownStage] & string]?: JsonText } & {
  readonly input: JsonText;
  readonly afterItemsPointer?: JsonText;
  readonly variables?: JsonText;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly errorDetails?: ErrorDetails;
  readonly request?: RequestShown;
  readonly response?: ResponseShown;
};

/** What an HTTP Task has sent, all of it text. */
export type RequestShown = {
  readonly protocol: string;
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body?: string;
};

export type ResponseShown = {
  readonly protocol: string;
  readonly statusCode: string;
  readonly statusMessage: string;
  readonly headers: string;
  readonly body: string;
};

export type ErrorDetails = {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
};

/** Where what a stage has made of the data is shown; the output is shown beside the inspection data. */
const MEMBERS = {
  InputPath: 'afterInputPath',
  Parameters: 'afterParameters',
  Arguments: 'afterArguments',
  ItemsPath: 'afterItemsPath',
  ItemSelector: 'afterItemSelector',
  ItemBatcher: 'afterItemBatcher',
  Result: 'result',
  ResultSelector: 'afterResultSelector',
  ResultPath: 'afterResultPath',
  OutputPath: null,
  Output: null,
  Assign: null,
} as const satisfies Record<ShownStage, string | null>;

/** What AWS does not show of a state although it goes through it. */
const HIDDEN: { readonly [Type in StateType]?: readonly ShownStage[] } = {
  Map: ['Result'],
  Parallel: ['Arguments', 'Result'],
};

export type Inspected = {
  readonly type: StateType;
  readonly language: 'JSONPath' | 'JSONata';
  readonly input: JsonText;
  readonly stages: ReadonlyMap<ShownStage, JsonText>;
  readonly variables: Readonly<Record<string, JsonText>>;
  readonly plan: MapPlan | null;
  /** What an ItemReader's ItemsPointer points at. */
  readonly pointed: JsonText | null;
  readonly departure: Departure;
  /** What an HTTP Task has sent and got; null of any other. */
  readonly exchange: HttpExchange | null;
  readonly revealSecrets: boolean;
};

export function inspectionData(inspected: Inspected): InspectionData {
  const { input, variables, plan, pointed, departure, exchange, revealSecrets } = inspected;
  const details = errorDetails(departure);
  const members = Object.entries(variables).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return {
    input,
    ...stagesShown(inspected),
    ...(pointed !== null && { afterItemsPointer: pointed }),
    ...(plan !== null && settingsShown(plan)),
    ...(members.length > 0 && { variables: `{${members.join(',')}}` }),
    ...(Object.keys(details).length > 0 && { errorDetails: details }),
    ...(exchange !== null && exchangeShown(exchange, revealSecrets)),
  };
}

function stagesShown({ type, language, stages }: Inspected): { readonly [member: string]: JsonText } {
  const hidden = [...(HIDDEN[type] ?? []), ...(language === 'JSONata' ? ['ItemsPath'] : [])];
  const shown = [...stages].flatMap(([stage, text]) => {
    const member = hidden.includes(stage) ? null : MEMBERS[stage];
    return member === null ? [] : [[member, text] as const];
  });
  return Object.fromEntries(shown);
}

function settingsShown({ settings }: MapPlan) {
  const { maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = settings;
  return {
    maxConcurrency,
    ...(count !== null && { toleratedFailureCount: count }),
    ...(percentage !== null && { toleratedFailurePercentage: percentage }),
  };
}

/** What the connection adds is a secret. */
function exchangeShown({ request, withoutSecrets, response }: HttpExchange, revealSecrets: boolean) {
  const { method, url, headers, body } = revealSecrets ? request : withoutSecrets;
  const protocol = new URL(url).protocol.slice(0, -1);
  const shown = { protocol, method, url, headers: headersShown(headers), ...(body !== null && { body }) };
  if (response === null) return { request: shown };
  const { status, statusText: statusMessage, headers: received, body: text } = response;
  const about = { protocol, statusCode: String(status), statusMessage };
  return { request: shown, response: { ...about, headers: headersShown(received), body: text } };
}

/** As Java writes a list. */
function headersShown(headers: HttpRequest['headers']): string {
  return `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;
}

function errorDetails(departure: Departure): ErrorDetails {
  switch (departure.type) {
    case 'succeeded':
      return {};
    case 'retriable':
      return {
        retryIndex: departure.retryIndex,
        retryBackoffIntervalSeconds: Math.floor(departure.delayMs / 1000),
      };
    case 'caught':
      return { catchIndex: departure.catchIndex, ...retried(departure.retryIndex) };
    case 'failed':
      return retried(departure.retryIndex);
  }
}

/** The retrier that met the failure and had no attempt left. */
function retried(retryIndex: number | null): ErrorDetails {
  return retryIndex === null ? {} : { retryIndex };
}
