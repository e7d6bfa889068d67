import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { Conversation, Empty, Field, Form, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import { claimFileUrl } from './claim-file.ts';
import { words } from './words.ts';

type Claim = StaffClaim;

/** The report and the messages since, oldest first. */
export function MessagesSection({ claim }: { readonly claim: Claim }) {
  const may = allowed(useMe(), 'addClaimMessage', claimCan.addMessage(claim));
  const messages = claim.messages.toReversed().map(({ id, from, text, created_at }) => ({
    ...{ id, text, created_at, attachments: [] },
    author: { side: from, name: from === 'staff' ? words.us : claim.partner.name },
  }));
  return (
    <Section title={words.messages} flush>
      {messages.length === 0 && <Empty title={words.noMessages} />}
      {messages.length > 0 && (
        <Conversation
          label={words.messages}
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
  const write = useFormOf('POST /claims/{claim_id}/messages', {
    initial: { text: '' },
    send: (body) => ({ path: { claim_id: claim.id }, body }),
    onDone: () => write.form.reset(),
  });
  return (
    <Form {...write} submit={words.send}>
      <Field of={write} name="text" label={words.write} />
    </Form>
  );
}
