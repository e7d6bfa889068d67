import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { DialogButton, FailureNote, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type FormEvent, useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { PreviewList } from './DecideSection.tsx';
import { type Decision, previewOf, toDecision } from './decision.ts';
import { words as claimWords, decideWords, manyWords } from './words.ts';

interface Props {
  readonly claim: StaffClaim;
}

/** Decides all codes of a claim in one way; code by code is below on the page. */
export function DecideAll({ claim }: Props) {
  const me = useMe();
  const may = allowed(me, 'decideClaim', claimCan.decide(claim));
  const isProposed = claim.decisions.some(({ state }) => state === 'proposed');
  if (!may.can) return null;
  return (
    <>
      {!isProposed && (
        <DialogButton label={manyWords.approve} opensWith="a" button={{ variant: 'filled' }}>
          {(close) => <ApproveDialog claim={claim} onClose={close} />}
        </DialogButton>
      )}
      <DialogButton label={manyWords.reject} opensWith="r">
        {(close) => <RejectDialog claim={claim} onClose={close} />}
      </DialogButton>
    </>
  );
}

type DialogProps = Props & { readonly onClose: () => void };
type Way = 'replaced' | 'refunded';
const WAYS = (['replaced', 'refunded'] as const).map((each) => ({
  value: each,
  label: decideWords.resolutions[each],
}));

/** by hand: one way for all codes. */
function ApproveDialog({ claim, onClose }: DialogProps) {
  const { stock, codes, mode } = claim;
  const [way, setWay] = useState<Way>(
    mode === 'test' || stock.available >= codes.length ? 'replaced' : 'refunded',
  );
  const [orRefund, setOrRefund] = useState(true);
  const decision = toDecision({
    ...{ codes: codes.map(({ id }) => ({ id, resolution: way })), reason: '', orRefund },
  });
  return (
    <Sheet claim={claim} title={manyWords.approve} decision={decision} onClose={onClose}>
      <SegmentedControl
        aria-label={manyWords.way}
        data={WAYS}
        value={way}
        onChange={(each) => setWay(each as Way)}
      />
      {way === 'replaced' && (
        <Checkbox
          label={decideWords.orRefund}
          checked={orRefund}
          onChange={(event) => setOrRefund(event.currentTarget.checked)}
        />
      )}
    </Sheet>
  );
}

/** by hand: one reason for all codes. */
function RejectDialog({ claim, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const codes = claim.codes.map(({ id }) => ({ id, resolution: 'rejected' as const }));
  const decision = reason.trim() === '' ? null : toDecision({ codes, reason, orRefund: false });
  return (
    <Sheet claim={claim} title={manyWords.reject} decision={decision} onClose={onClose} danger>
      <Textarea
        label={decideWords.rejectReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
        autosize
        minRows={3}
        maxLength={4_000}
        required
        data-autofocus
      />
    </Sheet>
  );
}

/** The effect of a decision, and the button that makes it. Enter presses it. */
function Sheet({
  claim,
  title,
  decision,
  danger = false,
  onClose,
  children,
}: DialogProps & {
  readonly title: string;
  readonly decision: Decision | null;
  readonly danger?: boolean;
  readonly children: React.ReactNode;
}) {
  const decided = useDecided();
  const act = useDo('POST /claims/{claim_id}/decide', {
    send: (body: Decision) => ({ path: { claim_id: claim.id }, body }),
    onDone: ({ outcome }) =>
      decided(outcome === 'taken' ? decideWords.decided : decideWords.proposed),
  });
  const preview = decision && previewOf(claim, decision);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (decision && (await act.run(decision)) !== null) onClose();
  };
  return (
    <Modal opened onClose={() => !act.busy && onClose()} title={title}>
      <form onSubmit={send}>
        <Stack gap="md">
          {children}
          {preview && <PreviewList claim={claim} preview={preview} />}
          {act.failure && <FailureNote failure={act.failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={act.busy}>
              {claimWords.cancel}
            </Button>
            <Button
              type="submit"
              {...(danger ? { color: 'red' } : { 'data-autofocus': true })}
              loading={act.busy}
              disabled={decision === null}
            >
              {preview?.needsTwo ? decideWords.confirmProposal : decideWords.confirmDecision}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
