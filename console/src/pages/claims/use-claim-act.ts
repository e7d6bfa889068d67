import { type Act, type Failure, toFailure, useAct, useReadAgain } from '@psnb2b/ui';
import { createContext, useContext } from 'react';

/** The claim is not, or may not be, as the page shows it. */
const CHANGED: ReadonlySet<string> = new Set(['invalid_state', 'outcome_unknown']);

/** Told when somebody else changed the claim before an act of this page arrived. */
export const ConflictContext = createContext<(failure: Failure | null) => void>(() => {});

/**
 * An act on a claim. Where the claim is no longer as the page shows it, the page says so and reads it
 * again: what was chosen was not done.
 */
export function useClaimAct<Input, Output>(options: {
  run: (input: Input) => Promise<Output>;
  onDone?: (output: Output, input: Input) => void;
}): Act<Input, Output> {
  const readAgain = useReadAgain();
  const onConflict = useContext(ConflictContext);
  return useAct<Input, Output>({
    about: 'claims',
    ...options,
    run: async (input) => {
      try {
        const output = await options.run(input);
        onConflict(null);
        return output;
      } catch (error) {
        const failure = toFailure(error);
        if (CHANGED.has(failure.code)) {
          onConflict(failure);
          await readAgain();
        }
        throw error;
      }
    },
  });
}
