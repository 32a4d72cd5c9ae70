import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { SystemicRegistryError } from './errors.ts';

/**
 * What a secret says, as JSON: `username` and `password`, or `token`, or none of them; `certificate` and `privateKey`
 * (with `privateKeyPassword`, if it has one) for mutual TLS; `ca` for a registry that no public authority vouches for;
 * all certificates in PEM. AWS's own event source mappings take secrets with the same members.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-esm-parameters.html
 */
export type Credentials = {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly privateKeyPassword?: string;
  readonly ca?: string;
};

const MEMBERS = ['username', 'password', 'token', 'certificate', 'privateKey', 'privateKeyPassword', 'ca'] as const;

/** Throws `SystemicRegistryError`, which says nothing of what the secret holds. */
export function parseCredentials(text: string): Credentials {
  const given = parsed(text);
  if (typeof given !== 'object' || given === null) throw new SystemicRegistryError('The secret is no JSON object.');
  const members = given as Readonly<Record<string, unknown>>;
  const odd = MEMBERS.find((name) => members[name] !== undefined && typeof members[name] !== 'string');
  if (odd !== undefined) throw new SystemicRegistryError(`The secret's member ${odd} is no text.`);
  if (!MEMBERS.some((name) => name in members)) {
    throw new SystemicRegistryError(`The secret has none of the members that are known: ${MEMBERS.join(', ')}.`);
  }
  return members as Credentials;
}

export function authorizationOf({ username, password = '', token }: Credentials): Readonly<Record<string, string>> {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (username === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Connections that are kept: a cold handshake costs more than the question. Throws for keys that are none. */
export function agentOf({ protocol }: URL, credentials: Credentials): Agent {
  if (protocol !== 'https:') return new Agent({ keepAlive: true });
  const { certificate, privateKey, privateKeyPassword, ca } = credentials;
  const secureContext = createSecureContext({
    ...(certificate !== undefined && { cert: certificate }),
    ...(privateKey !== undefined && { key: privateKey }),
    ...(privateKeyPassword !== undefined && { passphrase: privateKeyPassword }),
    ...(ca !== undefined && { ca }),
  });
  return new TlsAgent({ keepAlive: true, secureContext });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
