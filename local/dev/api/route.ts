import type { IncomingMessage } from 'node:http';
import type { LocalAccount } from '../../../project/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { FunctionHost } from '../../host/index.ts';
import type { OpenData } from '../open-data.ts';
import type { TopicCodecs } from '../topic-codecs.ts';

/** What the API answers from. */
export type ApiContext = Pick<OpenData, 'log' | 'fates' | 'topics' | 'deadLetterTopics'> & {
  readonly account: LocalAccount;
  readonly codecs: TopicCodecs;
  readonly engine: Pick<Engine, 'executions'>;
  readonly host: Pick<FunctionHost, 'printed'>;
};

export type ApiCall = {
  /** Parts of the path by name, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  /** Aborted when the caller has gone. */
  readonly gone: AbortSignal;
};

/** A row of the API. An answer that goes on is sent as lines of JSON. */
export type Route = {
  readonly method: 'GET' | 'POST';
  /** After /_baton/v1; `:name` stands for a part. */
  readonly path: string;
  readonly answer: (context: ApiContext, call: ApiCall) => Promise<object | AsyncIterable<object>>;
};
