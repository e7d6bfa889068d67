import { type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { later } from '../app/later.ts';
import { readProof } from '../form/read-rules.ts';
import type { Proving } from './ProofForm.tsx';
import { StepUpContext } from './step-up-context.ts';

interface Props extends Proving {
  readonly children: ReactNode;
}

const StepUpDialog = later(() => import('./StepUpDialog.tsx'));

/** Provides the step-up dialog to every act below it. */
export function StepUpProvider({ methods, prove, provePasskey, children }: Props) {
  const [open, setOpen] = useState(false);
  const [isUsed, setUsed] = useState(false);
  const [what, setWhat] = useState<string | null>(null);
  const settle = useRef<(proven: boolean) => void>(() => {});
  const ask = useCallback(async (call?: string) => {
    settle.current(false);
    setWhat(call === undefined ? null : await readProof(call));
    setUsed(true);
    setOpen(true);
    return new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
  }, []);
  const end = (proven: boolean) => {
    setOpen(false);
    settle.current(proven);
  };
  return (
    <StepUpContext value={ask}>
      {children}
      <Suspense fallback={null}>
        {isUsed && (
          <StepUpDialog {...{ opened: open, what, methods, prove, provePasskey }} onEnd={end} />
        )}
      </Suspense>
    </StepUpContext>
  );
}
