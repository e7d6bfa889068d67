import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { ActButton, DialogButton, Field, FormDialog, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { DecideAll } from './DecideAll.tsx';
import { words } from './words.ts';

interface Props {
  readonly claim: StaffClaim;
}

/** The actions on a whole claim; a role without the right sees none of them. */
export function ClaimActs({ claim }: Props) {
  const me = useMe();
  const isOver = claim.decided_at !== null;
  if (isOver || !me.may.includes('startClaimReview')) return null;
  return (
    <>
      <Start claim={claim} />
      <DialogButton
        label={words.ask}
        opensWith="q"
        allowed={allowed(me, 'addClaimMessage', claimCan.askForInfo(claim), words.askedBefore)}
      >
        {(close) => <AskDialog claim={claim} onClose={close} />}
      </DialogButton>
      <DecideAll claim={claim} />
    </>
  );
}

function Start({ claim }: Props) {
  const me = useMe();
  const act = useDo('POST /claims/{claim_id}/review', {
    send: () => ({ path: { claim_id: claim.id } }),
  });
  return (
    <ActButton
      variant="default"
      allowed={allowed(me, 'startClaimReview', claimCan.startReview(claim), words.started)}
      loading={act.busy}
      onClick={() => act.run()}
    >
      {words.start}
    </ActButton>
  );
}

function AskDialog({ claim, onClose }: Props & { readonly onClose: () => void }) {
  const decided = useDecided();
  const ask = useFormOf('POST /claims/{claim_id}/messages', {
    initial: { text: '' },
    send: ({ text }) => ({ path: { claim_id: claim.id }, body: { text, ask: true } }),
    onDone: () => {
      onClose();
      decided(words.asked);
    },
  });
  return (
    <FormDialog title={words.ask} onClose={onClose} of={ask} submit={words.ask}>
      <Field of={ask} name="text" label={words.askText} rows={4} first />
    </FormDialog>
  );
}
