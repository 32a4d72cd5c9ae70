import { readFile } from 'node:fs/promises';
import { SystemicRegistryError, TransientRegistryError } from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const REQUEST_TIMEOUT_MS = 5_000;

/**
 * The text of a secret that is named, never spelt out: `file:PATH`, or the ARN of one in Secrets Manager, which is read
 * through AWS's Lambda extension for secrets. It keeps a secret for some minutes, so that a rotated one is seen.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
 */
export async function readSecret(reference: string, environment: Environment): Promise<string> {
  if (reference.startsWith('file:')) return readSecretFile(reference.slice('file:'.length));
  if (/^arn:[\w-]+:secretsmanager:/.test(reference)) return readManagedSecret(reference, environment);
  throw new SystemicRegistryError('A secret is named as file:PATH or by its ARN in Secrets Manager.');
}

async function readSecretFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new SystemicRegistryError(`The secret ${path} cannot be read: ${cause.code ?? cause.message}.`, { cause });
  });
}

async function readManagedSecret(arn: string, environment: Environment): Promise<string> {
  const port = environment.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT ?? '2773';
  const url = `http://localhost:${port}/secretsmanager/get?secretId=${encodeURIComponent(arn)}`;
  const headers = { 'x-aws-parameters-secrets-token': environment.AWS_SESSION_TOKEN ?? '' };
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const response = await fetch(url, { headers, signal }).catch((cause: unknown) => {
    throw new SystemicRegistryError(
      `Nothing answers on port ${port}: does the function have the layer AWS-Parameters-and-Secrets-Lambda-Extension?`,
      { cause },
    );
  });
  const why = `The secret ${arn} cannot be read: the extension answered ${response.status}.`;
  if (response.status >= 500 || response.status === 429) throw new TransientRegistryError(why);
  if (!response.ok) throw new SystemicRegistryError(why);
  const { SecretString } = (await response.json()) as { readonly SecretString?: string };
  if (SecretString !== undefined) return SecretString;
  throw new SystemicRegistryError(`The secret ${arn} is bytes, where JSON text is wanted.`);
}
