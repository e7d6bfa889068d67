import type { PlannedPrice, PriceChangePlan } from '@psnb2b/contract';
import { type Failure, take, useAct } from '@psnb2b/ui';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../client.ts';
import { type ChangeDraft, draftOf, replanned, wantedOf } from './draft.ts';

/** Changes the draft as it is now, which may be newer than what is on the screen. */
export type OnDraft = (change: (now: ChangeDraft) => ChangeDraft) => void;

type WantedLine = Pick<PlannedPrice, 'sku' | 'currency' | 'after'>;

/** Asks the server for the effect of the lines as they are typed now. */
export interface Replan {
  readonly run: () => Promise<void>;
  /** A field was left: asks if anything was typed. */
  readonly leave: () => void;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/**
 * The draft of a change, and new figures for it: one request at a time, and one more if somebody asked meanwhile. `from`: prices that it
 * begins with.
 */
export function useDraft(from: readonly WantedLine[] | null) {
  const [draft, setDraft] = useState<ChangeDraft | null>(null);
  const newest = useRef<ChangeDraft | null>(null);
  const asks = useRef(0);
  const put = (next: ChangeDraft) => {
    newest.current = next;
    setDraft(next);
  };
  const onDraft: OnDraft = (change) => {
    if (newest.current !== null) put(change(newest.current));
  };
  const plan = useAct({
    about: 'price-changes',
    run: (now: ChangeDraft) =>
      take(api.POST('/price-changes/plan-lines', { body: { lines: wantedOf(now) } })),
    onDone: (figures, asked) => onDraft((now) => replanned(now, asked, figures)),
  });
  const show = (first: PriceChangePlan) => put(draftOf(first));
  const begin = useAct({
    about: 'price-changes',
    run: (lines: WantedLine[]) => take(api.POST('/price-changes/plan-lines', { body: { lines } })),
    onDone: show,
  });
  const hasBegun = useRef(from === null);
  useEffect(() => {
    if (from === null || hasBegun.current) return;
    hasBegun.current = true;
    void begin.run(from.map(({ sku, currency, after }) => ({ sku, currency, after })));
  });
  const run = async () => {
    asks.current += 1;
    // Whoever asks while another request runs is answered by the next one.
    if (asks.current > 1) return;
    for (let answered = 0; answered < asks.current && newest.current !== null; ) {
      answered = asks.current;
      await plan.run(newest.current);
    }
    asks.current = 0;
  };
  const leave = () => {
    const isTyped = newest.current !== null && newest.current.typed.size > 0;
    // What is asked right now may be typed back already.
    if (isTyped || asks.current > 0) void run();
  };
  const again: Replan = { run, leave, busy: plan.busy, failure: plan.failure };
  return { draft, show, onDraft, again, beginning: begin.failure };
}
