import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTotpSecret, totpCode } from '../identity/index.ts';
import { isMissing } from '../kit/if-there.ts';
import { Refusal } from '../kit/refusal.ts';
import { writePrivately } from './first-run.ts';

/** The authenticator of the demo's operator: nobody needs a telephone to look around. It is in DATA_DIR (mode 0600). */
const pathOf = (dataDir: string) => join(dataDir, 'demo-operator.json');

/** The secret of the authenticator, made at the first call. */
export function demoSecret(dataDir: string): string {
  const known = read(dataDir);
  if (known) return known;
  const secret = newTotpSecret();
  writePrivately(pathOf(dataDir), JSON.stringify({ secret }));
  return secret;
}

/** The code that the demo's operator signs in with now. Refuses with `not_found` where there is no demo. */
export function demoCodeNow(dataDir: string, at: Date): { code: string; secondsLeft: number } {
  const secret = read(dataDir);
  if (!secret) {
    const detail = 'This data folder has no demo operator.';
    throw new Refusal('not_found', {}, { detail });
  }
  return totpCode(secret, at);
}

function read(dataDir: string): string | null {
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')).secret;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
