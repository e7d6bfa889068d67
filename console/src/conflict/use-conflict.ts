import { type Failure, useReadAgain } from '@psnb2b/ui';
import { createContext, useContext } from 'react';

/** Errors that mean that the thing is not, or may not be, as the page shows it. */
const CHANGED: ReadonlySet<string> = new Set(['invalid_state', 'outcome_unknown']);

/** Called when another person changed it before an act of this page arrived. */
export const ConflictContext = createContext<(failure: Failure | null) => void>(() => {});

/**
 * For every act on something that others decide on, too: if it is no longer as the page shows it, the page reports that and reads it again,
 * because the choice was not carried out. Use: `useDo('POST …', { send, ...useConflict() })`.
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
