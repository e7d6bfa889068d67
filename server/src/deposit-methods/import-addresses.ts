import { networkNames } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { isByStaff } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { type FieldError, invalid, invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { checkAddress } from './check-address.ts';
import { forgetToldLeft } from './confirm-deposit-method.ts';
import { nameOfMethod } from './name-method.ts';
import { lockDepositMethod } from './store.ts';
import { tellStaff } from './tell-staff.ts';

/** Addresses of one file; a call of the console takes fewer. */
const ADDRESSES_MAX = 100_000;
/** Faults that one refusal names. */
const FAULTS_MAX = 100;

/**
 * Lists addresses for partners to pay to, in this order: all of them or, if one is wrong, none. Refused are those whose network's
 * checksum does not fit, and those that are listed already, for whatever method. The refusal names lines and never quotes them: what is no
 * address may be a key. A partner gets one once a second person has confirmed it; those of the command line, at once.
 */
export async function importAddresses(
  tx: Tx,
  notifier: Notifier,
  methodId: string,
  addresses: readonly string[],
  by: By,
): Promise<void> {
  const method = await lockDepositMethod(tx, methodId);
  if (method.network === null) {
    throw invalidState(
      'bank_transfer',
      'A bank transfer has no addresses; choose a digital asset.',
    );
  }
  if (addresses.length === 0 || addresses.length > ADDRESSES_MAX) {
    const detail = `It must have 1 to ${ADDRESSES_MAX} addresses.`;
    throw invalid({ pointer: '/addresses', code: 'max_items', detail });
  }
  const texts = addresses.map((each) => each.trim());
  const keys = readAll(method.network, texts);
  await refuseListed(tx, keys);
  const confirmed = isByStaff(by) ? [null, null] : [by.at, by.actor];
  await tx.query(
    `INSERT INTO deposit_methods.addresses
       (address_key, address, method_id, added_at, added_by, confirmed_at, confirmed_by)
     SELECT a.key, a.text, $3, $4, $5, $6, $7
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY a(key, text, ord) ORDER BY a.ord`,
    [keys, texts, methodId, by.at, by.actor, ...confirmed],
  );
  if (!isByStaff(by)) await forgetToldLeft(tx, methodId);
  await recordAudit(tx, {
    ...by,
    action: 'deposit_method.addresses_imported',
    subject: formatId('dpm', methodId),
    detail: { count: keys.length, first: keys[0], last: keys.at(-1) },
  });
  const change = { change: 'addresses', count: keys.length, name: nameOfMethod(method) } as const;
  await tellStaff(tx, notifier, change, by);
}

function readAll(network: keyof typeof networkNames, texts: readonly string[]): string[] {
  const faults: FieldError[] = [];
  const seen = new Set<string>();
  const keys = texts.map((text, index) => {
    const key = checkAddress(network, text);
    const pointer = `/addresses/${index}`;
    if (key === null) {
      const why = `is no address of ${networkNames[network]}: its checksum does not fit, or is missing`;
      faults.push({ pointer, code: 'pattern', detail: `Line ${index + 1} ${why}.` });
    } else if (seen.has(key)) {
      faults.push({ pointer, code: 'unique_items', detail: `Line ${index + 1} is there twice.` });
    }
    seen.add(key ?? text);
    return key ?? text;
  });
  if (faults.length > 0) throw invalid(...faults.slice(0, FAULTS_MAX));
  return keys;
}

/** Waits for another import of the same addresses, and refuses what is listed then. */
async function refuseListed(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.query('LOCK TABLE deposit_methods.addresses IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await tx.query<{ key: string }>(
    'SELECT address_key AS key FROM deposit_methods.addresses WHERE address_key = ANY($1)',
    [keys],
  );
  const listed = new Set(rows.map(({ key }) => key));
  const faults = keys.flatMap((key, index) =>
    listed.has(key)
      ? [
          {
            pointer: `/addresses/${index}`,
            code: 'taken',
            detail: `Line ${index + 1} is listed already.`,
          } as const,
        ]
      : [],
  );
  if (faults.length > 0) throw invalid(...faults.slice(0, FAULTS_MAX));
}
