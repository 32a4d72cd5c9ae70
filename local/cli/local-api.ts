import { CommandError, NotFoundError, NotRunningError } from './errors.ts';

/** Talks to /_baton/v1 of a running Baton: see docs/local-api.md. */
export type LocalApi = {
  readonly url: string;
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: object) => Promise<Answer>;
  /** Lines of JSON as they come, until the signal is aborted. */
  readonly stream: <Line>(path: string, signal: AbortSignal) => AsyncGenerator<Line>;
};

export function localApi(url: string): LocalApi {
  const base = `${url}/_baton/v1`;
  return {
    url,
    get: async <Answer>(path: string) => (await request(url, `${base}${path}`, {})).json() as Promise<Answer>,
    post: async <Answer>(path: string, body: object) =>
      (await request(url, `${base}${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<Answer>,
    stream: <Line>(path: string, signal: AbortSignal) => lines<Line>(url, `${base}${path}`, signal),
  };
}

async function* lines<Line>(url: string, address: string, signal: AbortSignal): AsyncGenerator<Line> {
  const { body } = await request(url, address, { signal });
  let rest = '';
  try {
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) yield JSON.parse(part) as Line;
    }
  } catch (error) {
    if (!signal.aborted) throw new NotRunningError(url, { cause: error });
  }
}

async function request(url: string, address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    throw new NotRunningError(url, { cause: error });
  });
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as { error?: { message: string } };
  const message = error?.message ?? `${address} answered ${response.status}`;
  if (response.status === 404) throw new NotFoundError(message, { advice: 'See `baton topics` for what there is.' });
  throw new CommandError(message, { advice: adviceFor(response.status) });
}

function adviceFor(status: number): string {
  if (status === 503) return 'Baton is starting or its log is away: try again in a moment.';
  if (status === 502) return 'Start the schema registry that `baton dev` was told of, or try again in a moment.';
  return status < 500 ? 'Mend what is said to be wrong, and run it again.' : 'Look at what `baton dev` printed.';
}
