import type { InventoryItem, PurchaseLine } from '@psnb2b/contract';
import { type Act, type Failure, toFailure } from '@psnb2b/ui';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useDo, useRead } from '../../client.ts';
import {
  bodyOf,
  type Draft,
  type DraftLine,
  lineOf,
  newDraft,
  type Terms,
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
  readonly refusals: ReadonlyMap<string, NonNullable<PurchaseLine['refusal']>>;
  readonly act: Act<unknown, unknown>;
  /** Nobody knows yet whether the last attempt bought something. */
  readonly isUnknown: boolean;
  readonly ask: () => Promise<void>;
  readonly change: (lines: readonly DraftLine[]) => void;
  readonly add: (lines: readonly DraftLine[]) => void;
  readonly setTerms: (terms: Terms) => void;
  readonly startOver: () => void;
}

/** What is shown of a purchase is what the server says of it: nothing is taken as bought before that. */
export function usePurchase(mode: 'live' | 'test', items: readonly InventoryItem[]): PurchaseState {
  const [draft, setDraft] = useDraft(mode);
  const [isUnknown, setUnknown] = useState(false);
  const path = { purchase_id: draft.id };
  const read = useRead(
    '/purchases/{purchase_id}',
    { path, query: { mode } },
    { enabled: draft.sent },
  );
  const known = draft.sent ? (read.data?.lines ?? []) : [];
  const bought = known.filter(({ state }) => state === 'bought');
  const refusals = new Map(
    known.flatMap(({ key, refusal }) => (refusal ? [[key, refusal] as const] : [])),
  );
  const keys = new Set(bought.map(({ key }) => key));
  const lines = draft.lines.filter(({ key }) => !keys.has(key));
  const act: Act<unknown, unknown> = useDo('POST /purchases', {
    send: () => {
      setDraft({ ...draft, lines, sent: true });
      return { query: { mode }, body: bodyOf(draft, lines) };
    },
    onOutcome: async (failure) => {
      setUnknown(failure !== null && isInDoubt(failure));
      // Also a refusal may come after the first lines were bought.
      if (failure) await ask(failure);
    },
  });
  const ask = async (failure: Failure | null = null) => {
    const { error } = await read.refetch();
    const isTold = error === null || toFailure(error).status === 404;
    if (isTold) setUnknown(false);
    if (isTold && (failure === null || isInDoubt(failure))) act.reset();
  };
  const change = (next: readonly DraftLine[]) => setDraft({ ...draft, lines: next });
  useLinesOfAddress(items, (more) => change([...lines, ...more]));
  return {
    ...{ mode, draft, lines, bought, refusals, act, isUnknown, change },
    ask: () => ask(),
    add: (more) => change([...lines, ...more]),
    setTerms: (terms) => setDraft(withTerms(draft, lines, terms)),
    startOver: () => {
      act.reset();
      setUnknown(false);
      setDraft(newDraft());
    },
  };
}

/** Whether something may have been bought although there was no answer, or one of us at fault. */
function isInDoubt({ status }: Failure): boolean {
  return status === 0 || status >= 500;
}

/** "Order again" leads here with lines in the address: they are chosen once, and nothing is bought. */
function useLinesOfAddress(
  items: readonly InventoryItem[],
  add: (lines: readonly DraftLine[]) => void,
): void {
  const [params, setParams] = useSearchParams();
  const given = params.get('lines');
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (given === null || taken.current === given) return;
    taken.current = given;
    const list = parseLines(parseAddressLines(given), items);
    if (list.refused === null) {
      add(list.lines.flatMap(({ item, quantity }) => (item ? [lineOf(item, quantity || 1)] : [])));
    }
    params.delete('lines');
    setParams(params, { replace: true });
  });
}
