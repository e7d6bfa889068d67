import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { Conversation, Empty, Form, Section, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { claimFileUrl } from './claim-file.ts';
import { useClaimAct } from './use-claim-act.ts';

type Claim = StaffClaim;

/** What was reported, and what was said since, oldest first. */
export function MessagesSection({ claim }: { readonly claim: Claim }) {
  const may = allowed(useMe(), 'addClaimMessage', claimCan.addMessage(claim));
  const messages = claim.messages.toReversed().map(({ id, from, text, created_at }) => ({
    ...{ id, text, created_at, attachments: [] },
    author: { side: from, name: from === 'staff' ? c.us : claim.partner.name },
  }));
  return (
    <Section title={c.messages} flush>
      {messages.length === 0 && <Empty title={c.noMessages} />}
      {messages.length > 0 && (
        <Conversation
          label={c.messages}
          messages={messages}
          own="staff"
          fileUrl={(id) => claimFileUrl(claim.id, id)}
        />
      )}
      {may.can && (
        <div className="padded">
          <Write claim={claim} />
        </div>
      )}
    </Section>
  );
}

function Write({ claim }: { readonly claim: Claim }) {
  const form = useForm({ initialValues: { text: '' } });
  const act = useClaimAct({
    run: (body: { text: string }) =>
      take(
        api.POST('/claims/{claim_id}/messages', {
          params: { path: { claim_id: claim.id } },
          body,
        }),
      ),
    onDone: () => form.reset(),
  });
  return (
    <Form form={form} act={act} submit={c.send}>
      <Textarea label={c.write} autosize minRows={3} {...form.getInputProps('text')} />
    </Form>
  );
}
