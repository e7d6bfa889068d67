import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { readings } from '../http/reading.ts';
import { useSubject } from '../refusal/held.ts';
import { useRefusals } from '../refusal/refusal-place.ts';
import { keyedSending, type Once } from './keyed-sending.ts';
import { noteAct } from './last-act.ts';
import { useStepUp } from './step-up-context.ts';

/** The input of `run`: none if `run` ignores it. */
type Given<Input> = unknown extends Input ? [input?: Input] : [input: Input];

export interface Act<Input, Output> {
  /** Resolves with the outcome; null if it failed, was already running, or the step-up was cancelled. */
  readonly run: (...given: Given<Input>) => Promise<Output | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly reset: () => void;
}

/** For changes that are not acts, such as an upload: reads everything on the screen again. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => {
    noteAct();
    return client.invalidateQueries({ queryKey: readings() });
  };
}

/** Errors that mean that the thing is not, or may not be, as the screen shows it. */
const CHANGED: ReadonlySet<string> = new Set(['invalid_state', 'outcome_unknown']);

/**
 * For the outcome of every act: if somebody else was faster, the refusal is shown where it outlives the thing, dialogs about the thing close, and
 * everything is read again.
 */
function useOvertaken(): (failure: Failure | null) => Promise<void> {
  const refusals = useRefusals();
  const subject = useSubject();
  const readAgain = useReadAgain();
  return async (failure) => {
    if (failure === null) return refusals?.report(null);
    const isRemoved = failure.code === 'not_found' && subject !== null;
    // Without a place for it, the refusal is shown only beside what may vanish when it is read again.
    if (!refusals || !(CHANGED.has(failure.code) || isRemoved)) return;
    refusals.report({ failure, name: subject?.name() ?? null });
    if (failure.code !== 'outcome_unknown') subject?.overtaken();
    await readAgain();
  };
}

/**
 * A change that runs once at a time. If the server requires a proof first, the step-up dialog opens and the act is
 * tried once more.
 *
 * An act makes everything stale that was read, because no page knows what else the act changes on the server. Reads
 * about the same noun are repeated before the act is done; all others on the screen after it, and those that are not on
 * the screen when they are opened.
 *
 * `run` gets `once`, which adds an idempotency key to its requests.
 */
export function useAct<Input, Output>(options: {
  run: (input: Input, once: Once) => Promise<Output>;
  /** The noun of the call: `lots`. */
  about: string;
  /** The call, for the dialog that asks for a proof: `POST /keys/{key_id}/revoke`. */
  call?: string;
  onDone?: ((output: Output, input: Input) => void) | undefined;
  /** Called after each try with its failure, or null; the act ends after it. */
  onOutcome?: ((failure: Failure | null) => unknown) | undefined;
}): Act<Input, Output> {
  const client = useQueryClient();
  const prove = useStepUp();
  const [{ once, done }] = useState(keyedSending);
  const underWay = useRef(false);
  const overtaken = useOvertaken();
  const mutation = useMutation<Output | null, unknown, Input>({
    mutationFn: async (input) => {
      try {
        return await options.run(input, once);
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code !== 'step_up_required') throw error;
        if (await prove(options.call)) return options.run(input, once);
        // Whoever cancels the proof leaves the act refused.
        await options.onOutcome?.(failure);
        return null;
      }
    },
    onError: async (error) => {
      const failure = toFailure(error);
      // A refusal is an answer: nothing was done, and the next try is a new request.
      if (failure.status >= 400 && failure.status < 500) done();
      await options.onOutcome?.(failure);
      await overtaken(failure);
    },
    onSuccess: async (output, input) => {
      if (output === null) return;
      done();
      noteAct();
      await options.onOutcome?.(null);
      await overtaken(null);
      await client.invalidateQueries({ queryKey: readings(options.about) });
      options.onDone?.(output, input);
      const others = ({ queryKey }: { queryKey: QueryKey }) => queryKey[1] !== options.about;
      client.invalidateQueries({ queryKey: readings(), predicate: others });
    },
  });
  const run = async (...[input]: Given<Input>) => {
    if (underWay.current) return null;
    underWay.current = true;
    try {
      return await mutation.mutateAsync(input as Input);
    } catch {
      return null;
    } finally {
      underWay.current = false;
    }
  };
  return {
    run,
    busy: mutation.isPending,
    failure: mutation.error === null ? null : toFailure(mutation.error),
    reset: mutation.reset,
  };
}
