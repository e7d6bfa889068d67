import { Modal } from '@mantine/core';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { readProof } from '../form/read-rules.ts';
import { text } from '../text/text.ts';
import { ProofForm, type Proving } from './ProofForm.tsx';
import { StepUpContext } from './step-up-context.ts';

interface Props extends Proving {
  readonly children: ReactNode;
}

/** Above other dialogs, because the act that needs the proof may be in one. */
const ABOVE = 300;

/** Provides the step-up dialog to every act below it. */
export function StepUpProvider({ methods, prove, provePasskey, children }: Props) {
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<string | null>(null);
  const settle = useRef<(proven: boolean) => void>(() => {});
  const ask = useCallback(async (call?: string) => {
    settle.current(false);
    setWhat(call === undefined ? null : await readProof(call));
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
      <Modal
        opened={open}
        onClose={() => end(false)}
        title={text.stepUp.title}
        size="sm"
        zIndex={ABOVE}
      >
        {open && (
          <ProofForm
            {...{ methods, prove, provePasskey }}
            intro={text.stepUp.intro(what)}
            onDone={() => end(true)}
          />
        )}
      </Modal>
    </StepUpContext>
  );
}
