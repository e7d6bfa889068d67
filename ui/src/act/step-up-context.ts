import { createContext, useContext } from 'react';

/**
 * Opens the dialog; true once the proof is accepted, false if it is cancelled. `call`: what it is for, as its rules are named:
 * `POST /keys/{key_id}/revoke`.
 */
export type StepUp = (call?: string) => Promise<boolean>;

export const StepUpContext = createContext<StepUp>(async () => false);

export function useStepUp(): StepUp {
  return useContext(StepUpContext);
}
