import { createContext, useContext } from 'react';

/** Opens the dialog; true once it is proven, false when it is called off. */
export type StepUp = () => Promise<boolean>;

export const StepUpContext = createContext<StepUp>(async () => false);

export function useStepUp(): StepUp {
  return useContext(StepUpContext);
}
