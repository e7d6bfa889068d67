import {
  consoleOperations,
  type IdPrefix,
  type PartnerRole,
  type StaffRole,
} from '@psnb2b/contract';
import {
  bankAccountNames,
  bankLineNames,
  bankStatementNames,
} from '../../bank-statements/index.ts';
import { priceChangeNames, priceListNames, productSkus } from '../../catalog/index.ts';
import { claimSizes } from '../../claims/index.ts';
import { listDepositMethods, nameOfMethod } from '../../deposit-methods/index.ts';
import { fileNames } from '../../files/index.ts';
import { findDeposits } from '../../funding/index.ts';
import { importFiles } from '../../imports/index.ts';
import { documentNumbers } from '../../invoicing/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { emailSubjects } from '../../kit/mail/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { labelsOfOrders } from '../../orders/index.ts';
import { keyNames, partnerNames, reviewNames } from '../../partners/index.ts';
import { proposalNames } from '../../proposals/index.ts';
import { incidentTitles } from '../../status/index.ts';
import { lotFiles, productsOfCodes } from '../../stock/index.ts';
import { supplierNames } from '../../suppliers/index.ts';
import { ticketSubjects } from '../../support/index.ts';
import { endpointHosts } from '../../webhooks/index.ts';
import { withPartners } from './partner-refs.ts';

type NamesOf = (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
type ListCall = keyof typeof consoleOperations;

/** How things are named, and the call that lists them: who may not make it does not read their names either. */
const NAMED: readonly (readonly [IdPrefix, NamesOf, ListCall])[] = [
  ['prt', partnerNames, 'listPartners'],
  ['ord', orderNames, 'listOrders'],
  ['clm', claimNames, 'listClaims'],
  ['cod', codeNames, 'listAudit'],
  ['sup', supplierNames, 'listAudit'],
  ['lot', lotFiles, 'listAudit'],
  ['imp', importFiles, 'listAudit'],
  ['dep', depositNames, 'listDeposits'],
  ['dpm', methodNames, 'listDepositMethods'],
  ['bac', bankAccountNames, 'listBankAccounts'],
  ['bst', bankStatementNames, 'listBankStatements'],
  ['bln', bankLineNames, 'listBankLines'],
  ['doc', documentNumbers, 'listDocuments'],
  ['pch', priceChangeNames, 'listPriceChanges'],
  ['pls', priceListNames, 'listPriceLists'],
  ['kyc', reviewNames, 'listKycCases'],
  ['key', keyNames, 'getPartner'],
  ['whe', endpointHosts, 'listStaffEndpoints'],
  ['tkt', ticketSubjects, 'listTickets'],
  ['eml', emailSubjects, 'listEmails'],
  ['prp', proposalNames, 'listProposals'],
  ['icd', incidentTitles, 'listIncidents'],
  ['fil', fileNames, 'listKycCases'],
];

/**
 * The names of things by their ids as the audit has them, for a member of staff of this role: those of lots and imports are their files, a
 * deposit is named by its amount and business, an order by what was ordered and by whom, a code by its product. A part of the id tells two of
 * the same name apart.
 */
export async function thingNames(
  db: Db,
  subjects: readonly string[],
  role: StaffRole | PartnerRole,
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  for (const [prefix, namesOf, call] of NAMED) {
    const ids = [...new Set(subjects.flatMap((subject) => parseId(prefix, subject) ?? []))];
    if (ids.length === 0 || !mayMake(call, role)) continue;
    for (const [id, name] of await namesOf(db, ids)) named.set(formatId(prefix, id), name);
  }
  return named;
}

function mayMake(call: ListCall, role: StaffRole | PartnerRole): boolean {
  const { roles } = consoleOperations[call];
  return roles === 'any' || (roles as readonly string[]).includes(role);
}

/** `of 3 × PSN-US-50, Nordlicht (3xsz)`. */
async function orderNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const orders = await withPartners(db, [...(await labelsOfOrders(db, ids)).values()]);
  const skus = await productSkus(
    db,
    orders.map(({ productId }) => productId),
  );
  return new Map(
    orders.map(({ orderId, productId, quantity, partner }) => {
      const product = required(skus.get(productId), `product ${productId} is known`);
      return [orderId, `of ${quantity} × ${product}, ${partner.name} ${tailOf('ord', orderId)}`];
    }),
  );
}

/** `of 3 codes, Nordlicht (3xsz)`. */
async function claimNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const claims = await withPartners(db, await claimSizes(db, ids));
  return new Map(
    claims.map(({ claimId, codes, partner }) => {
      const size = codes === 1 ? '1 code' : `${codes} codes`;
      return [claimId, `of ${size}, ${partner.name} ${tailOf('clm', claimId)}`];
    }),
  );
}

/** `of PSN-US-50 (3xsz)`. */
async function codeNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const products = await productsOfCodes(db, ids);
  const skus = await productSkus(db, [...products.values()]);
  return new Map(
    [...products].map(([codeId, productId]) => [
      codeId,
      `of ${required(skus.get(productId), `product ${productId} is known`)} ${tailOf('cod', codeId)}`,
    ]),
  );
}

const TAIL = 4;

function tailOf(prefix: IdPrefix, id: string): string {
  return `(${formatId(prefix, id).slice(-TAIL)})`;
}

/** `of 100.00 USD, Nordlicht`. */
async function depositNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = [...(await findDeposits(db, ids)).values()];
  return new Map(
    (await withPartners(db, found)).map(({ depositId, amount, currency, partner }) => {
      const sum = amount === null ? '' : `${formatMoney(amount, currency)} ${currency}, `;
      return [depositId, `of ${sum}${partner.name}`];
    }),
  );
}

/** There are some dozens at most. */
async function methodNames(db: Db): Promise<Map<string, string>> {
  const methods = await listDepositMethods(db);
  return new Map(methods.map((method) => [method.methodId, nameOfMethod(method)]));
}
