import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const PERIOD_S = 30;
/** A code is valid one step early or late: clocks differ, and people type. */
const WINDOW = 1;

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** RFC 6238 with the parameters that every authenticator supports: SHA-1, six digits, 30 seconds. */
function totpOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({
    ...names,
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
  });
}

/** The address that an authenticator reads; it shows the issuer and the label. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return totpOf(secret, { issuer, label }).toString();
}

/** The code that an authenticator shows at a time, and how many seconds it is still shown. */
export function totpCode(secret: string, at: Date): { code: string; secondsLeft: number } {
  const code = totpOf(secret).generate({ timestamp: at.getTime() });
  return { code, secondsLeft: PERIOD_S - (Math.floor(at.getTime() / 1000) % PERIOD_S) };
}

/** The step that a code belongs to, so that it can be used up; null if it is not a currently valid code. */
export function totpStep(secret: string, code: string, at: Date): number | null {
  // As people type and paste it: `123-456`, `123 456`, full width.
  const token = code.normalize('NFKC').replaceAll(/[\s\p{Pd}\p{Cf}.]/gu, '');
  if (!/^[0-9]{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: at.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_S) + delta;
}
