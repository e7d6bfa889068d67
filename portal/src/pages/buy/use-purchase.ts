import type { Inventory, PurchaseLine } from '@psnb2b/contract';
import { type Act, type Failure, toFailure } from '@psnb2b/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useDo, useRead } from '../../client.ts';
import {
  bodyOf,
  type Draft,
  type DraftLine,
  isDoubtOver,
  knowing,
  lineOf,
  newDraft,
  withTerms,
} from './draft.ts';
import { parseAddressLines, parseLines } from './parse-lines.ts';
import { useDraft } from './use-draft.ts';

/** A purchase: what is chosen, what was bought, and why a line was refused. */
export interface PurchaseState {
  readonly mode: 'live' | 'test';
  readonly draft: Draft;
  /** The chosen lines that have bought nothing yet. */
  readonly lines: readonly DraftLine[];
  readonly bought: readonly PurchaseLine[];
  /** Everything that was chosen is bought. */
  readonly isFinished: boolean;
  readonly refusals: ReadonlyMap<string, NonNullable<PurchaseLine['refusal']>>;
  readonly act: Act<unknown, unknown>;
  /** Nobody knows yet whether the last attempt bought something. */
  readonly isUnknown: boolean;
  /** And not only because the page has just been opened. */
  readonly isLost: boolean;
  /** Nothing may be changed: the lines are being bought, or may yet be. Sending them again as they are is safe. */
  readonly isLocked: boolean;
  readonly ask: () => Promise<unknown>;
  /** Another tab has sent lines that this one did not know: nothing is sent until its person has seen them. */
  readonly isSentElsewhere: boolean;
  readonly haveSeen: () => void;
  readonly change: (lines: readonly DraftLine[]) => void;
  readonly add: (lines: readonly DraftLine[]) => void;
  /** How it is paid and filled, the buyer's number, the guard of prices: with other keys for all lines. */
  readonly setTerms: (change: Parameters<typeof withTerms>[2]) => void;
  readonly startOver: () => void;
}

/** While an outcome is unknown, the server is asked this often. */
const ASK_MS = 3_000;

/** What is shown of a purchase is what the server says of it: nothing is taken as bought before that. */
export function usePurchase(mode: 'live' | 'test', stock: Inventory): PurchaseState {
  const [draft, update] = useDraft(mode);
  const { sentAt, inDoubt } = draft;
  const path = { purchase_id: draft.id };
  const read = useRead(
    '/purchases/{purchase_id}',
    { path, query: { mode } },
    { enabled: sentAt !== null, refetchInterval: inDoubt ? ASK_MS : false },
  );
  const known = sentAt === null ? [] : (read.data?.lines ?? []);
  const bought = known.filter(({ state }) => state === 'bought');
  const refusals = new Map(
    known.flatMap(({ key, refusal }) => (refusal ? [[key, refusal] as const] : [])),
  );
  const keys = new Set(bought.map(({ key }) => key));
  const lines = draft.lines.filter(({ key }) => !keys.has(key));
  const act: Act<unknown, unknown> = useDo('POST /purchases', {
    send: () => {
      const sent = lines.map(({ key }) => key);
      update((now) => ({ ...knowing(now, sent), lines, sentAt: Date.now(), inDoubt: true }));
      return { query: { mode }, body: bodyOf(draft, lines) };
    },
    onOutcome: async (failure) => {
      const unanswered = failure !== null && isInDoubt(failure);
      update((now) => ({ ...now, sentAt: Date.now(), inDoubt: unanswered }));
      // Also a refusal may come after the first lines were bought.
      if (failure) await read.refetch();
    },
  });
  const isTold = sentAt === null || isToldSince(sentAt, read);
  const isUnknown = !act.busy && !isTold;
  const isLost = isUnknown && (inDoubt || read.isError);
  const isLocked = act.busy || isUnknown || inDoubt;
  useEffect(() => {
    if (!inDoubt || sentAt === null || act.busy || !isTold) return;
    if (!isDoubtOver(sentAt, lines.length, Date.now())) return;
    update((now) => ({ ...now, inDoubt: false }));
    act.reset();
  });
  const change = (to: (now: Draft) => Draft) => {
    if (!isLocked) update(to);
  };
  const isFinished = bought.length > 0 && lines.length === 0;
  // Whoever chooses something after a finished purchase begins the next one.
  const put = (next: readonly DraftLine[]) =>
    change((now) => ({ ...(isFinished ? newDraft() : now), lines: next }));
  const add = (more: readonly DraftLine[]) => put([...lines, ...more]);
  useLinesOfAddress(stock, isLocked, add);
  return {
    ...{ mode, draft, lines, bought, isFinished, refusals, act, isUnknown, isLost, isLocked, add },
    ask: () => read.refetch(),
    isSentElsewhere: act.failure?.code === 'invalid_state' && !isLocked,
    haveSeen: () => {
      const seen = known.map(({ key }) => key);
      change((now) => knowing(now, seen));
      act.reset();
    },
    change: put,
    setTerms: (to) => change((now) => withTerms(now, lines, to)),
    startOver: () => {
      if (isLocked) return;
      act.reset();
      update(newDraft);
    },
  };
}

/** Whether the server has said since then what was bought; that it knows no such purchase says so, too. */
function isToldSince(since: number, read: UseQueryResult<unknown>): boolean {
  if (read.data !== undefined && read.dataUpdatedAt >= since) return true;
  return toFailure(read.error).status === 404 && read.errorUpdatedAt >= since;
}

/** Whether something may have been bought although there was no answer, or one of us at fault. */
function isInDoubt({ status }: Failure): boolean {
  return status === 0 || status >= 500;
}

/** "Order again" leads here with lines in the address: they are chosen once, and nothing is bought. */
function useLinesOfAddress(
  stock: Inventory,
  isLocked: boolean,
  add: (lines: readonly DraftLine[]) => void,
): void {
  const [params, setParams] = useSearchParams();
  const given = params.get('lines');
  const taken = useRef<string | null>(null);
  useEffect(() => {
    // What is asked for while a purchase is running waits for its end.
    if (given === null || isLocked || taken.current === given) return;
    taken.current = given;
    const list = parseLines(parseAddressLines(given), stock);
    if (list.refused === null) {
      add(list.lines.flatMap(({ item, quantity }) => (item ? [lineOf(item, quantity || 1)] : [])));
    }
    params.delete('lines');
    setParams(params, { replace: true });
  });
}
