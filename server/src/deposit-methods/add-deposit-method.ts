import type { Asset, Network } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { isByStaff } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import {
  type AssetTerms,
  type BankAccount,
  checkNetwork,
  type DepositMethod,
  readAccount,
  readAssetTerms,
  readUsualTime,
} from './deposit-method.ts';
import { nameOfMethod } from './name-method.ts';
import { lockDepositMethod } from './store.ts';
import { tellStaff } from './tell-staff.ts';

export type NewBankTransfer = BankAccount & { readonly usualTime: string };
export type NewDigitalAsset = Pick<AssetTerms, 'confirmations'> &
  Partial<AssetTerms> & {
    readonly asset: Asset;
    readonly network: Network;
    readonly usualTime: string;
  };

/**
 * Adds a bank account of the operator; `taken` for an IBAN that is there, also of an archived one. Partners see it once a second
 * person has confirmed it; what the command line adds, at once.
 */
export async function addBankTransfer(
  tx: Tx,
  notifier: Notifier,
  { usualTime, ...given }: NewBankTransfer,
  by: By,
): Promise<DepositMethod> {
  const account = readAccount(given);
  await lockMethods(tx);
  await refuseTaken(tx, 'iban', 'iban = $1', [account.iban]);
  const { holder, iban, bic, bank, currency } = account;
  const columns = { kind: 'bank_transfer', holder, iban, bic, bank, currency };
  return insert(tx, notifier, { ...columns, usual_time: readUsualTime(usualTime) }, by);
}

/** Adds an asset on a network: once each. Its addresses are imported afterwards. Otherwise as above. */
export async function addDigitalAsset(
  tx: Tx,
  notifier: Notifier,
  { asset, network, usualTime, ...terms }: NewDigitalAsset,
  by: By,
): Promise<DepositMethod> {
  checkNetwork(asset, network);
  const { minimum, confirmations } = readAssetTerms({ minimum: null, ...terms });
  await lockMethods(tx);
  await refuseTaken(tx, 'network', 'asset = $1 AND network = $2', [asset, network]);
  const columns = { kind: 'digital_asset', asset, network, minimum, confirmations };
  return insert(tx, notifier, { ...columns, usual_time: readUsualTime(usualTime) }, by);
}

async function lockMethods(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.depositMethods]);
}

async function refuseTaken(tx: Tx, member: string, condition: string, values: readonly string[]) {
  const { rows } = await tx.query<{ id: string; archived: boolean }>(
    `SELECT method_id AS id, archived_at IS NOT NULL AS archived FROM deposit_methods.methods WHERE ${condition}`,
    values,
  );
  if (!rows[0]) return;
  const archived = rows[0].archived ? ', which is archived: restore it' : '';
  const detail = `There is ${formatId('dpm', rows[0].id)} for it${archived}.`;
  throw invalid({ pointer: `/${member}`, code: 'taken', detail });
}

type Columns = Readonly<Record<string, string | number | null>>;

async function insert(
  tx: Tx,
  notifier: Notifier,
  columns: Columns,
  by: By,
): Promise<DepositMethod> {
  const methodId = newUuid(by.at.getTime());
  const confirmed = isByStaff(by) ? [null, null] : [by.at, by.actor];
  const names = Object.keys(columns);
  await tx.query(
    `INSERT INTO deposit_methods.methods (method_id, added_at, added_by, confirmed_at, confirmed_by, ${names.join(', ')})
     VALUES ($1, $2, $3, $4, $5, ${names.map((_, index) => `$${index + 6}`).join(', ')})`,
    [methodId, by.at, by.actor, ...confirmed, ...Object.values(columns)],
  );
  const method = await lockDepositMethod(tx, methodId);
  await recordAudit(tx, {
    ...by,
    action: 'deposit_method.added',
    subject: formatId('dpm', methodId),
    detail: columns,
  });
  await tellStaff(tx, notifier, { change: 'added', name: nameOfMethod(method) }, by);
  return method;
}
