import { type Failure, useReadAgain } from '@psnb2b/ui';
import { createContext, useContext } from 'react';

/** The claim is not, or may not be, as the page shows it. */
const CHANGED: ReadonlySet<string> = new Set(['invalid_state', 'outcome_unknown']);

/** Told when somebody else changed the claim before an act of this page arrived. */
export const ConflictContext = createContext<(failure: Failure | null) => void>(() => {});

/**
 * For every act on a claim: where the claim is no longer as the page shows it, the page says so and reads it again,
 * because what was chosen was not done. Use: `useDo('POST …', { send, ...useConflict() })`.
 */
export function useConflict(): { onOutcome: (failure: Failure | null) => Promise<void> } {
  const readAgain = useReadAgain();
  const onConflict = useContext(ConflictContext);
  return {
    onOutcome: async (failure) => {
      if (failure === null) onConflict(null);
      else if (CHANGED.has(failure.code)) {
        onConflict(failure);
        await readAgain();
      }
    },
  };
}
