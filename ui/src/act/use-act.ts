import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import { keyedSending, type Once } from './keyed-sending.ts';
import { useStepUp } from './step-up-context.ts';

export interface Act<Input, Output> {
  /** Resolves with the outcome; null when it failed, or the step-up was called off. */
  readonly run: (input: Input) => Promise<Output | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly reset: () => void;
}

/**
 * Something that changes something. Where the server wants a proof first, the step-up dialog opens
 * and the act is tried once more. Then everything that `stale` names is read again.
 *
 * `run` gets `once`, which adds an idempotency key to what it sends.
 */
export function useAct<Input, Output>(options: {
  run: (input: Input, once: Once) => Promise<Output>;
  stale?: readonly QueryKey[];
  onDone?: (output: Output, input: Input) => void;
}): Act<Input, Output> {
  const client = useQueryClient();
  const prove = useStepUp();
  const [{ once, done }] = useState(keyedSending);
  const mutation = useMutation<Output | null, unknown, Input>({
    mutationFn: async (input) => {
      try {
        return await options.run(input, once);
      } catch (error) {
        if (toFailure(error).code !== 'step_up_required') throw error;
        return (await prove()) ? options.run(input, once) : null;
      }
    },
    onError: (error) => {
      const { status } = toFailure(error);
      // A refusal is an answer: nothing was done, and the next try is another one.
      if (status >= 400 && status < 500) done();
    },
    onSuccess: async (output, input) => {
      if (output === null) return;
      done();
      await Promise.all(
        (options.stale ?? []).map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      options.onDone?.(output, input);
    },
  });
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => null),
    busy: mutation.isPending,
    failure: mutation.error === null ? null : toFailure(mutation.error),
    reset: mutation.reset,
  };
}
