import {
  consoleOperations,
  mayCall,
  type SetUpStepName,
  type StaffRole,
  setUpSteps,
} from '@psnb2b/contract';
import { lastBackupAt } from '../backups/index.ts';
import type { CatalogSnapshot } from '../catalog/index.ts';
import { listDepositMethods, methodStatus } from '../deposit-methods/index.ts';
import { hasSecondFactor, listUsers, readEmailTests, type User } from '../identity/index.ts';
import { type Db, lastArchivedAt } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { hasOrdersIn } from '../orders/index.ts';
import { countApproved, countCases, tenantIdsIn } from '../partners/index.ts';
import { readSetUpNotes, readShop, type ShopSettings } from '../shop/index.ts';
import { countHeldLots, productsInStock } from '../stock/index.ts';

/** Steps without which nobody can buy. */
const BLOCKING: readonly SetUpStepName[] = [
  'company',
  'payment_method',
  'prices',
  'stock',
  'partner',
];

/** The call with which each step is done, which says who may do it. */
const CALLS = {
  company: 'setShop',
  second_person: 'invite',
  email: 'sendEmailTest',
  payment_method: 'addBankTransfer',
  prices: 'setListPrice',
  tiers: 'setTiers',
  stock: 'beginImport',
  backup: 'stateBackup',
  partner: 'approveKycCase',
} as const satisfies Record<SetUpStepName, keyof typeof consoleOperations>;

const PEOPLE_SHOWN_MAX = 5;
/** How long a trial restore says that backups work. */
const BACKUP_TRIAL_MS = 90 * DAY_MS;
/** How old the archive of the write-ahead log may be. */
const ARCHIVE_MS = DAY_MS;
/** How old the newest backup may be that the software made. */
const MADE_MS = 2 * DAY_MS;

const COMPANY = ['name', 'legal_name', 'address', 'support_email'] as const;

/** What the steps depend on. */
export interface SetUpFacts {
  readonly companyMissing: readonly (typeof COMPANY)[number][];
  readonly peopleWithFactor: number;
  readonly emailArrived: boolean;
  readonly methodsOpen: number;
  readonly productsPriced: number;
  readonly tiers: number;
  readonly productsInStock: number;
  readonly restoredOn: string | null;
  readonly archivedAt: Date | null;
  /** When the newest backup began that the software made. */
  readonly backedUpAt: Date | null;
  readonly partnersApproved: number;
}

/** Which steps are done, as the data says. */
export function judgeSetUp(facts: SetUpFacts, at: Date): Record<SetUpStepName, boolean> {
  const { restoredOn, archivedAt, backedUpAt } = facts;
  const isTried =
    restoredOn !== null && at.getTime() - Date.parse(`${restoredOn}T00:00:00Z`) < BACKUP_TRIAL_MS;
  const isArchived = archivedAt !== null && at.getTime() - archivedAt.getTime() < ARCHIVE_MS;
  const isMade = backedUpAt !== null && at.getTime() - backedUpAt.getTime() < MADE_MS;
  return {
    company: facts.companyMissing.length === 0,
    second_person: facts.peopleWithFactor >= 2,
    email: facts.emailArrived,
    payment_method: facts.methodsOpen > 0,
    prices: facts.productsPriced > 0,
    tiers: facts.tiers > 0,
    stock: facts.productsInStock > 0,
    backup: isTried || isArchived || isMade,
    partner: facts.partnersApproved > 0,
  };
}

interface Reader {
  readonly userId: string;
  readonly at: Date;
}

/** How far the shop is set up, for one of the staff. */
export async function readSetUp(
  db: Db,
  { catalog, isSmtpSet }: { readonly catalog: CatalogSnapshot; readonly isSmtpSet: boolean },
  { userId, at }: Reader,
) {
  const notes = await readSetUpNotes(db);
  const tests = await readEmailTests(db, userId);
  const people = (await listUsers(db, 'staff')).filter(
    (each) => each.disabledAt === null && hasSecondFactor(each),
  );
  const methods = (await listDepositMethods(db)).map(methodStatus);
  const offered = countOffered(catalog, await productsInStock(db));
  const cases = await countCases(db, at);
  const archivedAt = await lastArchivedAt(db);
  const partnersApproved = await countApproved(db);
  const companyMissing = missingOf(await readShop(db));
  const methodsOpen = methods.filter((status) => status === 'open').length;
  const facts = {
    ...{ companyMissing, peopleWithFactor: people.length, methodsOpen, partnersApproved },
    ...{
      archivedAt,
      backedUpAt: await lastBackupAt(db, at),
      restoredOn: notes.backup?.restoredOn ?? null,
    },
    ...{ emailArrived: tests.anyArrived, ...offered },
  };
  const done = judgeSetUp(facts, at);
  const others = people.filter((each) => each.userId !== userId);
  return {
    ...facts,
    steps: setUpSteps.map((step) => ({
      step,
      isDone: done[step],
      blocksSelling: BLOCKING.includes(step),
      people: whoMay(step, others),
    })),
    canSell: BLOCKING.every((step) => done[step]),
    hasSold: await hasOrdersIn(db, await tenantIdsIn(db, 'live')),
    dismissedAt: notes.dismissedAt,
    admins: people.filter(({ role }) => role === 'admin').length,
    isSmtpSet,
    lastTest: tests.own,
    methodsWaiting: methods.filter((status) => status === 'waiting').length,
    lotsHeld: await countHeldLots(db),
    reviewsWaiting: cases.waiting,
    backup: notes.backup,
  };
}

function missingOf(shop: ShopSettings): SetUpFacts['companyMissing'] {
  const values = {
    name: shop.name,
    legal_name: shop.legalName,
    address: shop.address,
    support_email: shop.supportEmail,
  };
  return COMPANY.filter((member) => values[member] === null);
}

/** What a stranger sees for sale. */
function countOffered(catalog: CatalogSnapshot, inStock: ReadonlySet<number>) {
  const active = catalog.products.filter(({ status }) => status === 'active');
  const priced = active.filter(({ productId }) => catalog.listPricesOf(productId).length > 0);
  const currencies = new Set(
    priced.flatMap(({ productId }) =>
      catalog.listPricesOf(productId).map(({ currency }) => currency),
    ),
  );
  return {
    products: active.length,
    productsPriced: priced.length,
    productsInStock: priced.filter(({ productId }) => inStock.has(productId)).length,
    tiers: [...currencies].reduce((sum, currency) => sum + catalog.tiers(currency).length, 0),
  };
}

function whoMay(step: SetUpStepName, people: readonly User[]) {
  const operation = consoleOperations[CALLS[step]];
  return people
    .filter(({ role }) => mayCall(operation, role))
    .slice(0, PEOPLE_SHOWN_MAX)
    .map(({ name, role }) => ({ name, role: role as StaffRole }));
}
