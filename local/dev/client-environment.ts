import type { LocalAccount } from '../../project/index.ts';

/** The variables with which any AWS client finds Baton. */
export function clientEnvironment(account: LocalAccount, url: string): Readonly<Record<string, string>> {
  return {
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_ACCESS_KEY_ID: account.accountId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SFN: url,
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_ENDPOINT_URL_S3: `${url}${S3_PATH}`,
  };
}

/** Where the buckets' folder is served. */
export const S3_PATH = '/_baton/s3';
