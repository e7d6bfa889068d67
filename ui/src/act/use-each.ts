import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { readings } from '../http/reading.ts';
import { useRefusals } from '../refusal/refusal-place.ts';
import { keyedSending, type Once } from './keyed-sending.ts';
import { noteAct } from './last-act.ts';
import { useStepUp } from './step-up-context.ts';

/** How one of several requests ended. */
export type Outcome<Output> =
  | { readonly state: 'done'; readonly output: Output }
  /** Refused: nothing was done with it. */
  | { readonly state: 'failed'; readonly failure: Failure }
  /** The connection broke: nobody knows whether it was done. */
  | { readonly state: 'unknown'; readonly failure: Failure }
  /** Not sent, because somebody stopped it, or the one before has no answer. */
  | { readonly state: 'unsent' };

export interface Each<Row, Output> {
  readonly run: (rows: readonly Row[]) => Promise<void>;
  /** Sends no more; what is on its way is waited for. */
  readonly stop: () => void;
  readonly busy: boolean;
  /** By the row; empty before. */
  readonly outcomes: ReadonlyMap<Row, Outcome<Output>>;
}

/**
 * Sends one request for each row, one after the other: each is a transaction of its own, and each says how it ended. A proof is asked for once.
 * Whatever was read is read again afterwards.
 */
export function useEach<Row, Output>({
  call,
  send,
  onEach,
}: {
  /** For the dialog that asks for a proof: `POST /claims/{claim_id}/decide`. */
  readonly call: string;
  readonly send: (row: Row, once: Once) => Promise<Output>;
  readonly onEach: (row: Row, outcome: Outcome<Output>) => void;
}): Each<Row, Output> {
  const client = useQueryClient();
  const prove = useStepUp();
  const refusals = useRefusals();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<Row, Outcome<Output>>>(new Map());
  const [busy, setBusy] = useState(false);
  const isStopped = useRef(false);
  const attempt = async (row: Row): Promise<Outcome<Output>> => {
    const { once } = keyedSending();
    for (let isProven = false; ; isProven = true) {
      try {
        return { state: 'done', output: await send(row, once) };
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code === 'step_up_required' && !isProven) {
          if (await prove(call)) continue;
          return { state: 'unsent' };
        }
        return isKnown(failure) ? { state: 'failed', failure } : { state: 'unknown', failure };
      }
    }
  };
  return {
    busy,
    outcomes,
    stop: () => {
      isStopped.current = true;
    },
    run: async (rows) => {
      isStopped.current = false;
      setBusy(true);
      refusals?.report(null);
      const ended = new Map<Row, Outcome<Output>>();
      let goesOn = true;
      for (const row of rows) {
        goesOn &&= !isStopped.current;
        const outcome = goesOn ? await attempt(row) : ({ state: 'unsent' } as const);
        if (outcome.state === 'unknown' || outcome.state === 'unsent') goesOn = false;
        ended.set(row, outcome);
        setOutcomes(new Map(ended));
        onEach(row, outcome);
      }
      noteAct();
      await client.invalidateQueries({ queryKey: readings() });
      setBusy(false);
    },
  };
}

/** Whether the server refused it, so that nothing was done. */
function isKnown({ status, code }: Failure): boolean {
  return status >= 400 && status < 500 && code !== 'outcome_unknown';
}
