import { join, resolve } from 'node:path';
import { Secret } from '../kit/secret.ts';
import { readEnvironment } from './env.ts';
import { SettingError } from './setting-error.ts';

/**
 * Where the key-encryption key is. The vault parses it: here it stays raw. A key in the environment cannot be rotated, because
 * nobody could write the new one back.
 */
export type KekSetting =
  | { readonly from: 'environment'; readonly value: Secret<string> }
  | { readonly from: 'file'; readonly path: string };

export type Secrets = { readonly kek: KekSetting };

/** The raw secrets of this process, kept apart from settings that may be printed. */
export function loadSecrets(dataDir: string, source?: NodeJS.ProcessEnv): Secrets {
  const env = readEnvironment(source);
  if (env.KEK !== undefined && env.KEK_FILE !== undefined) {
    throw new SettingError('KEK', null, 'unset while KEK_FILE is set');
  }
  if (env.KEK !== undefined) {
    return { kek: { from: 'environment', value: new Secret(env.KEK) } };
  }
  return { kek: { from: 'file', path: resolve(env.KEK_FILE ?? join(dataDir, 'kek')) } };
}
