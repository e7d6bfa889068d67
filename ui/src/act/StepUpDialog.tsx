import { Modal } from '@mantine/core';
import { text } from '../text/text.ts';
import { ProofForm, type Proving } from './ProofForm.tsx';

/** Above other dialogs, because the act that needs the proof may be in one. */
const ABOVE = 300;

/** Asks for the proof that an act requires. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function StepUpDialog({
  opened,
  what,
  onEnd,
  ...proving
}: Proving & {
  readonly opened: boolean;
  /** What the proof is for; null if nobody knows. */
  readonly what: string | null;
  readonly onEnd: (isProven: boolean) => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={() => onEnd(false)}
      title={text.stepUp.title}
      size="sm"
      zIndex={ABOVE}
    >
      {opened && (
        <ProofForm {...proving} intro={text.stepUp.intro(what)} onDone={() => onEnd(true)} />
      )}
    </Modal>
  );
}
