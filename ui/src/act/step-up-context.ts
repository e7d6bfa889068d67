import { createContext, useContext } from 'react';

/** Opens the dialog; true once the proof is accepted, false if it is cancelled. */
export type StepUp = () => Promise<boolean>;

export const StepUpContext = createContext<StepUp>(async () => false);

export function useStepUp(): StepUp {
  return useContext(StepUpContext);
}
