import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type KeyPair = { readonly certificate: string; readonly privateKey: string };

/** An authority made for this moment, and what it vouches for: a server called localhost, and a client. */
export function makeCertificates(password: string): { ca: string; server: KeyPair; client: KeyPair } {
  const folder = mkdtempSync(join(tmpdir(), 'baton-certificates-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const make = (name: string, protection: readonly string[], extension: string): KeyPair => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', ...protection];
    openssl('req', ...key, '-keyout', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    execFileSync(
      'openssl',
      ['x509', '-req', '-in', `${name}.csr`, ...signing, '-extfile', '-', '-out', `${name}.pem`],
      {
        ...{ cwd: folder, input: extension, stdio: 'pipe' },
      },
    );
    return { certificate: read(`${name}.pem`), privateKey: read(`${name}.key`) };
  };
  try {
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    openssl('req', '-x509', ...ec, '-nodes', '-keyout', 'ca.key', '-subj', '/CN=test authority', '-out', 'ca.pem');
    return {
      ca: read('ca.pem'),
      server: make('server', ['-nodes'], 'subjectAltName=DNS:localhost'),
      client: make('client', ['-passout', `pass:${password}`], 'extendedKeyUsage=clientAuth'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
