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
import { priceChangeNames, priceListNames } from '../../catalog/index.ts';
import { listDepositMethods, nameOfMethod } from '../../deposit-methods/index.ts';
import { fileNames } from '../../files/index.ts';
import { findDeposits } from '../../funding/index.ts';
import { importFiles } from '../../imports/index.ts';
import { documentNumbers } from '../../invoicing/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { keyNames, partnerNames, reviewNames } from '../../partners/index.ts';
import { incidentTitles } from '../../status/index.ts';
import { lotFiles } from '../../stock/index.ts';
import { supplierNames } from '../../suppliers/index.ts';
import { ticketSubjects } from '../../support/index.ts';
import { endpointHosts } from '../../webhooks/index.ts';
import { withPartners } from './partner-refs.ts';

type NamesOf = (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
type ListCall = keyof typeof consoleOperations;

/** How things are named, and the call that lists them: who may not make it does not read their names either. */
const NAMED: readonly (readonly [IdPrefix, NamesOf, ListCall])[] = [
  ['prt', partnerNames, 'listPartners'],
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
  ['icd', incidentTitles, 'listIncidents'],
  ['fil', fileNames, 'listKycCases'],
];

/**
 * The names of things by their ids as the audit has them, for a member of staff of this role: those of lots and imports are their files, a
 * deposit is named by its amount and business. Orders and claims are not in it: everybody names them by their ids.
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
