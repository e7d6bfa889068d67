import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Failure, toFailure } from '../http/failure.ts';
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
 */
export function useAct<Input, Output>(options: {
  run: (input: Input) => Promise<Output>;
  stale?: readonly QueryKey[];
  onDone?: (output: Output, input: Input) => void;
}): Act<Input, Output> {
  const client = useQueryClient();
  const prove = useStepUp();
  const mutation = useMutation<Output | null, unknown, Input>({
    mutationFn: async (input) => {
      try {
        return await options.run(input);
      } catch (error) {
        if (toFailure(error).code !== 'step_up_required') throw error;
        return (await prove()) ? options.run(input) : null;
      }
    },
    onSuccess: async (output, input) => {
      if (output === null) return;
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
