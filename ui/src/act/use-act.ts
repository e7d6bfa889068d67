import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { readings } from '../http/reading.ts';
import { keyedSending, type Once } from './keyed-sending.ts';
import { useStepUp } from './step-up-context.ts';

/** What `run` is called with: nothing where nobody looks at it. */
type Given<Input> = unknown extends Input ? [input?: Input] : [input: Input];

export interface Act<Input, Output> {
  /** Resolves with the outcome; null if it failed, was already running, or the step-up was cancelled. */
  readonly run: (...given: Given<Input>) => Promise<Output | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly reset: () => void;
}

/** For what changes something without being an act, an upload: reads again all that is on the screen. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: readings() });
}

/**
 * Something that changes something, once at a time. Where the server wants a proof first, the step-up dialog opens
 * and the act is tried once more.
 *
 * An act makes everything stale that was read, because no page knows all that an act of the server touches. What was
 * read about the same noun is read again before the act is done; all else on the screen behind it, and what is not on
 * the screen when it is opened.
 *
 * `run` gets `once`, which adds an idempotency key to what it sends.
 */
export function useAct<Input, Output>(options: {
  run: (input: Input, once: Once) => Promise<Output>;
  /** The noun of the call: `lots`. */
  about: string;
  onDone?: ((output: Output, input: Input) => void) | undefined;
  /** Hears how each try went: why it was refused, or null; the act ends after it. */
  onOutcome?: ((failure: Failure | null) => unknown) | undefined;
}): Act<Input, Output> {
  const client = useQueryClient();
  const prove = useStepUp();
  const [{ once, done }] = useState(keyedSending);
  const underWay = useRef(false);
  const mutation = useMutation<Output | null, unknown, Input>({
    mutationFn: async (input) => {
      try {
        return await options.run(input, once);
      } catch (error) {
        if (toFailure(error).code !== 'step_up_required') throw error;
        return (await prove()) ? options.run(input, once) : null;
      }
    },
    onError: async (error) => {
      const failure = toFailure(error);
      // A refusal is an answer: nothing was done, and the next try is another one.
      if (failure.status >= 400 && failure.status < 500) done();
      await options.onOutcome?.(failure);
    },
    onSuccess: async (output, input) => {
      if (output === null) return;
      done();
      await options.onOutcome?.(null);
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
