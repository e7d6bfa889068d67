import {
  type GetStartedItem,
  type GetStartedStep,
  type KycStatus,
  kycItemsRequired,
} from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { hasOrders } from '../orders/index.ts';
import {
  findCaseOf,
  findPartner,
  keyStatus,
  listKeys,
  readCase,
  tenantOf,
} from '../partners/index.ts';
import type { Vault } from '../vault/index.ts';
import { listEndpoints } from '../webhooks/index.ts';

type State = GetStartedItem['state'];

/** What the first steps of a business depend on. */
export interface Progress {
  readonly profile: boolean;
  readonly documents: boolean;
  readonly review: 'open' | 'submitted' | 'asked' | 'approved';
  /** The parts of the review for which staff asked for more. */
  readonly asked: readonly ('profile' | 'documents')[];
  readonly testKey: boolean;
  readonly testOrder: boolean;
  readonly webhook: boolean;
  readonly money: boolean;
  readonly liveKey: 'none' | 'unseen' | 'active';
  /** Until when the live key that waits can be revealed. */
  readonly revealUntil: Date | null;
}

/** The step that asks for API access, while the review is in one of these states. */
const ACCESS: Readonly<Partial<Record<Progress['review'], State>>> = {
  submitted: 'waiting',
  asked: 'asked',
};

/** Which of the first steps are done, and which can be done now. */
export function stepStates(progress: Progress): Record<GetStartedStep, State> {
  const { review, liveKey } = progress;
  const done = (isDone: boolean, otherwise: State): State => (isDone ? 'done' : otherwise);
  const approved = review === 'approved';
  const isReady = progress.profile && progress.documents;
  const access: State = ACCESS[review] ?? (isReady ? 'now' : 'later');
  const part = (name: 'profile' | 'documents') =>
    progress.asked.includes(name) ? 'asked' : done(progress[name] || approved, 'now');
  return {
    profile: part('profile'),
    documents: part('documents'),
    api_access: done(approved, access),
    test_key: done(progress.testKey, 'now'),
    test_order: done(progress.testOrder, progress.testKey ? 'now' : 'later'),
    webhook: done(progress.webhook, progress.testKey ? 'now' : 'later'),
    top_up: done(progress.money, approved ? 'now' : 'later'),
    live_key: done(
      liveKey === 'active',
      liveKey === 'unseen' ? 'now' : approved ? 'waiting' : 'later',
    ),
  };
}

const REVIEWS: Readonly<Partial<Record<KycStatus, Progress['review']>>> = {
  submitted: 'submitted',
  needs_info: 'asked',
  rejected: 'asked',
};
/** The items of a review that the profile answers. */
const PROFILE: readonly string[] = ['profile', 'owners'];

/** What a business has done of its first steps. */
export async function readProgress(
  db: Db,
  vault: Vault,
  partnerId: string,
  at: Date,
): Promise<Progress> {
  const partner = await findPartner(db, partnerId);
  const view = await readCase(db, vault, await findCaseOf(db, partnerId), 'partner');
  const lacks = (item: (typeof view.missing)[number]) => view.missing.includes(item);
  const keys = await listKeys(db, partnerId);
  const live = keys.filter((key) => key.mode === 'live').map((key) => keyStatus(key, at));
  const test = await tenantOf(db, partnerId, 'test');
  const real = await tenantOf(db, partnerId, 'live');
  const endpoints = [...(await listEndpoints(db, test)), ...(await listEndpoints(db, real))];
  const balance = await balanceOf(db, real.tenantId);
  const documents = kycItemsRequired.filter((item) => item !== 'profile' && item !== 'owners');
  const review = REVIEWS[view.kyc.status] ?? 'open';
  const askedFor = view.checklist.filter(({ state }) => state === 'asked');
  const asked = askedFor.map(({ item }) => (PROFILE.includes(item) ? 'profile' : 'documents'));
  const waiting = keys.find((key) => key.mode === 'live' && keyStatus(key, at) === 'unseen');
  return {
    profile: !lacks('profile') && !lacks('owners'),
    documents: !documents.some(lacks),
    review: partner.approvedAt ? 'approved' : review,
    asked,
    testKey: keys.some((key) => key.mode === 'test'),
    testOrder: await hasOrders(db, test.tenantId),
    webhook: endpoints.some((endpoint) => endpoint.succeededAt !== null),
    // Who has bought had money, and may have spent it.
    money:
      balance.available + balance.held + balance.creditLimit > 0 ||
      (await hasOrders(db, real.tenantId)),
    liveKey: live.includes('active') ? 'active' : live.includes('unseen') ? 'unseen' : 'none',
    revealUntil: waiting?.unseenUntil ?? null,
  };
}
