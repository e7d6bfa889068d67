import * as contract from '@psnb2b/contract';
import {
  addressesOf,
  creditorReferenceOf,
  listDepositMethods,
  type MethodAndAddresses,
  methodStatus,
  takeAddress,
} from '../../deposit-methods/index.ts';
import {
  countDeposits,
  depositPages,
  listDeposits,
  presentDeposit,
  referenceKey,
} from '../../funding/index.ts';
import { NumberText } from '../../kit/csv/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { findBuyer, tenantOf } from '../../partners/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { tenantOfCall } from './tenant-of-call.ts';

/** Paying in: where to, and what came. */
export function depositRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const waysOf = async (tenantId: number, at: Date) => {
    const methods = await listDepositMethods(reads);
    const open = methods.filter((each) => methodStatus(each) === 'open');
    const hasBank = open.some(({ kind }) => kind === 'bank_transfer');
    const reference = hasBank ? await creditorReferenceOf(database, tenantId, at) : null;
    const own = await addressesOf(reads, tenantId);
    return open.map((each) => presentWay(each, reference, own.get(each.methodId) ?? null));
  };
  return onPortal({
    listWaysToPay: async ({ caller, at }) => {
      const { tenantId } = await tenantOf(reads, caller.partnerId, 'live');
      return json(200, wholeList(await waysOf(tenantId, at)));
    },
    takeDepositAddress: async ({ caller, params, at }) => {
      // An address is given for ever, so nobody takes one by signing up.
      const { tenantId } = await findBuyer(reads, caller.partnerId, 'live');
      const { method_id: methodId } = params;
      await database.transaction((tx) => takeAddress(tx, parts, tenantId, methodId, at));
      const ways = await waysOf(tenantId, at);
      const way = ways.find(({ id }) => id === formatId('dpm', methodId));
      if (!way) throw new Refusal('not_found');
      return json(200, way);
    },
    exportDeposits: async (call) => {
      const { tenantId, mode } = await tenantOfCall(reads, call);
      const { raw = false, ...query } = call.query;
      const asked = wantedBy(query);
      const number = (text: string | null) => (text === null ? null : new NumberText(text));
      return csvList(
        call,
        {
          name: mode === 'test' ? 'test-deposits.csv' : 'deposits.csv',
          columns: contract.depositCsvColumns,
        },
        depositPages,
        { raw },
        (rows) => listDeposits(reads, tenantId, { ...asked, ...rows }),
        (found) =>
          found.map(presentDeposit).map((each) => ({
            ...each,
            sent_amount: number(each.sent_amount),
            amount: number(each.amount),
          })),
      );
    },
    listDeposits: async (call) => {
      const { tenantId } = await tenantOfCall(reads, call);
      const [page, query] = pageAndFilters(call.query);
      const asked = wantedBy(query);
      return countedPage(
        depositPages,
        page,
        (rows) => listDeposits(reads, tenantId, { ...asked, ...rows }),
        (found) => found.map(presentDeposit),
        (most) => countDeposits(reads, tenantId, asked, most),
      );
    },
  });
}

/** The payments that a person asks for: what the list shows, its export has. */
function wantedBy(asked: Omit<PortalCall<'exportDeposits'>['query'], 'raw'>) {
  const { mode: _, status, q, ...wanted } = filters(contract.PortalDepositFilters, asked);
  const of = status === 'waiting' ? contract.depositsWaiting : status && [status];
  return { ...wanted, ...searched(q), status: of };
}

/** An id is looked for as such, and everything else as a part of a reference. */
function searched(q: string | undefined) {
  if (q === undefined) return {};
  const depositId = parseId('dep', q);
  return depositId === null ? { referencePart: referenceKey(q) } : { depositId };
}

function presentWay(
  { addresses, ...method }: MethodAndAddresses,
  reference: string | null,
  address: string | null,
) {
  const isBank = method.kind === 'bank_transfer';
  const free = addresses.left > 0 ? 'free' : 'used_up';
  return present(
    contract.WayToPay,
    { ...method, reference: isBank ? reference : null, address },
    { address_status: isBank ? null : address === null ? free : 'given' },
  );
}
