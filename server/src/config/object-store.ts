import type { StoreSettings } from '../kit/object-store/index.ts';
import { Secret } from '../kit/secret.ts';
import type { Environment } from './env.ts';
import { SettingError } from './setting-error.ts';

const REGION_DEFAULT = 'us-east-1';

/** The store for backups in buckets, by the variables that other tools for S3 read as well; null without a key. */
export function readObjectStore(env: Environment): StoreSettings | null {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secret } = env;
  const region = env.AWS_REGION ?? REGION_DEFAULT;
  if (!/^[a-z0-9-]{1,63}$/.test(region)) {
    throw new SettingError('AWS_REGION', region, 'the name of a region, such as eu-central-1');
  }
  const endpoint = readEndpoint(env);
  if (accessKeyId === undefined && secret === undefined) return null;
  if (accessKeyId === undefined || !/^[\w.-]{1,128}$/.test(accessKeyId)) {
    throw new SettingError('AWS_ACCESS_KEY_ID', null, 'the id of the key of AWS_SECRET_ACCESS_KEY');
  }
  if (secret === undefined || !/^[\x21-\x7e]{1,256}$/.test(secret)) {
    throw new SettingError('AWS_SECRET_ACCESS_KEY', null, 'the secret of AWS_ACCESS_KEY_ID');
  }
  return { accessKeyId, secretAccessKey: new Secret(secret), region, endpoint };
}

function readEndpoint({ AWS_ENDPOINT_URL_S3: text }: Environment): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text);
  if (isPlain) return url.origin;
  // It may have a password in it.
  throw new SettingError(
    'AWS_ENDPOINT_URL_S3',
    null,
    'the address of a store without a path, such as https://s3.example.com',
  );
}
