import { createHmac, type KeyObject } from 'node:crypto';
import { assert } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { Secret } from '../kit/secret.ts';
import { activeKek } from './active-kek.ts';
import { destroyDataKey } from './destroy-data-key.ts';
import { type Fingerprinter, fingerprinter } from './fingerprint-code.ts';
import { formatKekLine } from './kek-text.ts';
import { SealBroken } from './key-problem.ts';
import type { Keyring } from './keyring.ts';
import { type LotSealer, lotSealer } from './lot-sealer.ts';
import type { KeyName } from './named-keys.ts';
import { normaliseCode } from './normalise-code.ts';
import { type CodeOpener, codeOpener, openCode } from './open-code.ts';
import { type ReceiptSigner, receiptSigner } from './receipt-signer.ts';
import { openBytes, type SealPlace, sealBytes } from './seal-bytes.ts';
import { sealCode } from './seal-code.ts';
import { openSecret, type SecretPlace, sealSecret } from './seal-secret.ts';
import { associatedData, type CodePlace, type PlainCode, SEALED_BYTES } from './sealed-code.ts';
import { newKey, unwrapKey, wrapKey } from './wrapped-key.ts';

/** Number of unwrapped data keys kept in memory: one per lot, about 100 bytes each. */
const DATA_KEYS_MAX = 10_000;

/** The keys in use, and the only place where the plaintext of a code exists. */
export class Vault implements AsyncDisposable {
  readonly #keyring: Keyring;
  readonly #clock: Clock;
  readonly #named: Map<KeyName, KeyObject>;
  readonly #dataKeys = new Map<string, KeyObject>();
  #fingerprinter: Fingerprinter | undefined;
  #receipts: Promise<ReceiptSigner> | undefined;
  #closed = false;

  constructor(keyring: Keyring, named: ReadonlyMap<KeyName, KeyObject>, clock: Clock) {
    this.#keyring = keyring;
    this.#named = new Map(named);
    this.#clock = clock;
  }

  /** Makes the data key of a new lot, or of something else that is sealed under its own key. */
  async createDataKey(tx: Tx, lotId: string): Promise<KeyObject> {
    assert(!this.#closed, 'the vault is closed');
    const version = await activeKek(tx);
    const kek = await this.#keyring.key(version);
    const key = newKey();
    await tx.query(
      `INSERT INTO vault.data_keys (data_key_id, kek_version, wrapped, created_at)
       VALUES ($1, $2, $3, $4)`,
      [lotId, version, wrapKey(kek, version, { kind: 'data-key', lotId }, key), this.#clock.now()],
      'vault.create_data_key',
    );
    return key;
  }

  /** See `destroyDataKey`; forgets it here as well. */
  async destroyDataKey(tx: Tx, dataKeyId: string): Promise<void> {
    await destroyDataKey(tx, dataKeyId);
    this.#dataKeys.delete(dataKeyId);
  }

  /** The data key of a lot, cached unwrapped in memory; the key that was unused for longest is dropped first. */
  async dataKey(db: Db, lotId: string): Promise<KeyObject> {
    assert(!this.#closed, 'the vault is closed');
    const key = this.#dataKeys.get(lotId) ?? (await this.#readDataKey(db, lotId));
    this.#dataKeys.delete(lotId);
    this.#dataKeys.set(lotId, key);
    if (this.#dataKeys.size > DATA_KEYS_MAX) {
      const [oldest] = this.#dataKeys.keys();
      if (oldest !== undefined) this.#dataKeys.delete(oldest);
    }
    return key;
  }

  async #readDataKey(db: Db, lotId: string): Promise<KeyObject> {
    const { rows } = await db.query<{ kek_version: number; wrapped: Buffer }>(
      'SELECT kek_version, wrapped FROM vault.data_keys WHERE data_key_id = $1',
      [lotId],
      'vault.data_key',
    );
    assert(rows[0], `lot ${lotId} has no data key`);
    const { kek_version: version, wrapped } = rows[0];
    const kek = await this.#keyring.key(version);
    return unwrapKey(kek, version, { kind: 'data-key', lotId }, wrapped);
  }

  /** nonce (12) ‖ ciphertext (128) ‖ tag (16), bound to its place. */
  seal(dataKey: KeyObject, place: CodePlace, plain: PlainCode): Buffer {
    const sealed = Buffer.allocUnsafeSlow(SEALED_BYTES);
    sealCode(dataKey, associatedData(place), plain, sealed, 0);
    return sealed;
  }

  /** Seals many codes of a lot: see `lotSealer`. */
  async lotSealer(db: Db, lotId: string, isApart: boolean): Promise<LotSealer> {
    const dataKey = await this.dataKey(db, lotId);
    return lotSealer({ lotId, dataKey, fingerprintKey: this.namedKey('fingerprint') }, isApart);
  }

  /** Throws SealBroken for a code of another place, or an altered one. */
  open(dataKey: KeyObject, place: CodePlace, sealed: Buffer): PlainCode {
    return openCode(dataKey, place, sealed);
  }

  /** Seals the same code for another place. Throws SealBroken as `open` does. */
  reseal(dataKey: KeyObject, from: CodePlace, to: CodePlace, sealed: Buffer): Buffer {
    return this.seal(dataKey, to, this.open(dataKey, from, sealed));
  }

  /** Seals bytes of any length (a file, a text for one reader), bound to the row that they belong to. */
  sealBytes(dataKey: KeyObject, place: SealPlace, plain: Uint8Array): Buffer {
    return sealBytes(dataKey, place, plain);
  }

  /** Throws SealBroken for bytes of another place, or altered ones. */
  openBytes(dataKey: KeyObject, place: SealPlace, sealed: Buffer): Buffer {
    return openBytes(dataKey, place, sealed);
  }

  /** Opens many codes of one lot and product; throws as `open` does. */
  opener(dataKey: KeyObject, place: Omit<CodePlace, 'codeId'>): CodeOpener {
    return codeOpener(dataKey, place);
  }

  /** Whether a sealed code opens in this place and has this fingerprint. */
  holds(dataKey: KeyObject, place: CodePlace, sealed: Buffer, fingerprint: Buffer): boolean {
    try {
      const { code } = this.open(dataKey, place, sealed);
      return this.fingerprint(normaliseCode(code)).equals(fingerprint);
    } catch (error) {
      if (error instanceof SealBroken) return false;
      throw error;
    }
  }

  /** Makes fingerprints, as Latin-1 text of 16 characters; for many at once. */
  fingerprinter(): Fingerprinter {
    this.#fingerprinter ??= fingerprinter(this.namedKey('fingerprint'));
    return this.#fingerprinter;
  }

  /** 16 bytes that are equal for two codes only if these are the same, normalised by `normaliseCode`. */
  fingerprint(normalised: string): Buffer {
    return Buffer.from(this.fingerprinter()(normalised), 'latin1');
  }

  /** The fingerprint key as the text of a key file, for another cell of this shop. */
  fingerprintKeyText(): string {
    return formatKekLine(1, this.namedKey('fingerprint'), this.#clock.now());
  }

  /** Names a key, without showing any of it: 16 hex digits. */
  nameOf(key: KeyName): string {
    const hmac = createHmac('sha256', this.namedKey(key)).update('name of this key');
    return hmac.digest('hex').slice(0, 16);
  }

  /** Signs receipts; its key never leaves the vault. */
  receipts(): Promise<ReceiptSigner> {
    this.#receipts ??= receiptSigner(this.namedKey('receipt-signing'));
    return this.#receipts;
  }

  /** Seals a secret that is needed in the clear again, under one of the named keys. */
  sealSecret(name: KeyName, place: SecretPlace, secret: Secret<string>): Buffer {
    return sealSecret(this.namedKey(name), place, secret.reveal());
  }

  /** Throws SealBroken for a secret of another place, or an altered one. */
  openSecret(name: KeyName, place: SecretPlace, sealed: Buffer): Secret<string> {
    return new Secret(openSecret(this.namedKey(name), place, sealed));
  }

  namedKey(name: KeyName): KeyObject {
    const key = this.#named.get(name);
    assert(key && !this.#closed, `the vault has no key ${name}, or is closed`);
    return key;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#dataKeys.clear();
    this.#named.clear();
    this.#fingerprinter = undefined;
    this.#receipts = undefined;
    this.#keyring.forget();
  }
}
