import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { ActButton, FormDialog, say, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { useClaimAct } from './use-claim-act.ts';

interface Props {
  readonly claim: StaffClaim;
}

/** What may be done with the whole claim; a role that may not sees none of it. */
export function ClaimActs({ claim }: Props) {
  const me = useMe();
  const isOver = claim.decided_at !== null;
  if (isOver || !me.may.includes('startClaimReview')) return null;
  return (
    <>
      <TakeUp claim={claim} />
      <Ask claim={claim} />
    </>
  );
}

function TakeUp({ claim }: Props) {
  const me = useMe();
  const act = useClaimAct<void, StaffClaim>({
    run: () =>
      take(api.POST('/claims/{claim_id}/review', { params: { path: { claim_id: claim.id } } })),
  });
  return (
    <ActButton
      variant="default"
      allowed={allowed(me, 'startClaimReview', claimCan.startReview(claim), c.taken)}
      loading={act.busy}
      onClick={() => act.run()}
    >
      {c.take}
    </ActButton>
  );
}

function Ask({ claim }: Props) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const form = useForm({ initialValues: { text: '' } });
  const act = useClaimAct({
    run: ({ text }: { text: string }) =>
      take(
        api.POST('/claims/{claim_id}/messages', {
          params: { path: { claim_id: claim.id } },
          body: { text, ask: true },
        }),
      ),
    onDone: () => {
      dialog.close();
      form.reset();
      say(c.asked);
    },
  });
  return (
    <>
      <ActButton
        variant="default"
        allowed={allowed(me, 'addClaimMessage', claimCan.askForInfo(claim), c.askedBefore)}
        onClick={dialog.open}
      >
        {c.ask}
      </ActButton>
      {open && (
        <FormDialog title={c.ask} onClose={dialog.close} of={{ form, act }} submit={c.ask}>
          <Textarea
            label={c.askText}
            autosize
            minRows={4}
            data-autofocus
            {...form.getInputProps('text')}
          />
        </FormDialog>
      )}
    </>
  );
}
