/** The browser's own passkey calls, in WebAuthn's JSON forms (Web Authentication Level 3, 5.1). */
export function passkeysWork(): boolean {
  return typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
}

/** Asks the browser for an existing passkey; returns what the server checks. */
export async function askPasskey(
  options: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return toJson(await navigator.credentials.get({ publicKey }));
}

/** Asks the browser for a new passkey. */
export async function makePasskey(
  options: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return toJson(await navigator.credentials.create({ publicKey }));
}

function toJson(credential: Credential | null): Record<string, unknown> {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the browser gave no passkey');
  return credential.toJSON() as unknown as Record<string, unknown>;
}
