import type { Email } from '@psnb2b/contract';
import {
  ActButton,
  Columns,
  Facts,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
  Time,
  WithLinks,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { allowed, useDo, useRead } from '../../client.ts';
import { emailTones } from './EmailsPage.tsx';
import classes from './records.module.css';
import { emailWords as words } from './words.ts';

export function EmailPage() {
  const { id = '' } = useParams();
  const email = useRead('/emails/{email_id}', { path: { email_id: id } });
  return <Loaded query={email}>{(each) => <OneEmail email={each} />}</Loaded>;
}

function OneEmail({ email }: { readonly email: Email }) {
  const me = useMe();
  const retry = useDo('POST /emails/{email_id}/retry', {
    send: () => ({ path: { email_id: email.id } }),
    onDone: () => say(words.retried),
  });
  const state = email.status === 'failed' ? { can: true as const } : null;
  return (
    <Page
      title={email.subject}
      mark={
        <StatusBadge tone={emailTones[email.status]} value={email.status}>
          {words.statuses[email.status]}
        </StatusBadge>
      }
      {...(email.status === 'kept' && { lead: words.keptHint })}
      acts={
        state && (
          <ActButton
            allowed={allowed(me, 'retryEmail')}
            loading={retry.busy}
            onClick={() => retry.run()}
          >
            {words.retry}
          </ActButton>
        )
      }
    >
      <Columns
        main={
          <Section title={words.text}>
            <pre className={classes.text}>
              <WithLinks text={email.text} what={words.link} />
            </pre>
          </Section>
        }
        side={
          <Section>
            <Facts
              facts={[
                [words.to, email.to],
                [words.template, email.template],
                [words.created, <Time key="created" at={email.created_at} />],
                [words.sent, <Time key="sent" at={email.sent_at} />],
                [words.attempts, String(email.attempts)],
                [words.error, email.last_error],
              ]}
            />
          </Section>
        }
      />
    </Page>
  );
}
