import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PortalClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { Form, take, useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { api } from '../../door.ts';
import { t } from '../../text/text.ts';

const words = t.claims.one;

/** Words to those who review; of a claim that waits for them, the answer. */
export function Answer({ claim }: { readonly claim: PortalClaim }) {
  const me = useMe();
  const form = useForm({ initialValues: { text: '' } });
  const act = useAct<{ text: string }, PortalClaim>({
    about: 'claims',
    run: ({ text }, once) => {
      const params = { path: { claim_id: claim.id }, query: { mode: claim.mode } };
      return take(api.POST('/claims/{claim_id}/messages', once({ params, body: { text } })));
    },
    onDone: () => form.reset(),
  });
  if (!me.may.includes('addClaimMessage') || !claimCan.addMessage(claim).can) return null;
  return (
    <div className="padded">
      <Form form={form} act={act} submit={words.send}>
        <Textarea
          label={claim.status === 'needs_info' ? words.answerWanted : words.answer}
          description={words.answerHint}
          autosize
          minRows={3}
          {...form.getInputProps('text')}
        />
      </Form>
    </div>
  );
}
