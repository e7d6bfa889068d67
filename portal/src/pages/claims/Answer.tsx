import type { PortalClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { Field, Form } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useFormOf } from '../../client.ts';
import { claimPageWords as words } from './words.ts';

/** A message to the reviewers; for a claim that waits for its partner, the answer. */
export function Answer({ claim }: { readonly claim: PortalClaim }) {
  const me = useMe();
  const write = useFormOf('POST /claims/{claim_id}/messages', {
    initial: { text: '' },
    send: (body) => ({ path: { claim_id: claim.id }, query: { mode: claim.mode }, body }),
    onDone: () => write.form.reset(),
  });
  if (!me.may.includes('addClaimMessage') || !claimCan.addMessage(claim).can) return null;
  return (
    <div className="padded">
      <Form {...write} submit={words.send}>
        <Field
          of={write}
          name="text"
          label={claim.status === 'needs_info' ? words.answer : words.message}
          hint={words.answerHint}
        />
      </Form>
    </div>
  );
}
