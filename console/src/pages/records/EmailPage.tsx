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
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { allowed } from '../../allowed.ts';
import { api } from '../../api/api.ts';
import { emailQuery } from '../../api/queries.ts';
import { t } from '../../text/text.ts';
import { to } from '../../to.ts';
import { emailTones } from './EmailsPage.tsx';
import classes from './records.module.css';

const words = t.email;

export function EmailPage() {
  const { id = '' } = useParams();
  const email = useQuery(emailQuery(id));
  return <Loaded query={email}>{(each) => <OneEmail email={each} />}</Loaded>;
}

function OneEmail({ email }: { readonly email: Email }) {
  const me = useMe();
  const retry = useAct<void, unknown>({
    run: () =>
      take(api.POST('/emails/{email_id}/retry', { params: { path: { email_id: email.id } } })),
    stale: [emailQuery(email.id).queryKey, ['emails']],
    onDone: () => say(words.retried),
  });
  const state = email.status === 'failed' ? { can: true as const } : null;
  return (
    <Page
      title={email.subject}
      of={t.app}
      parent={<Link to={to.emails}>{words.title}</Link>}
      mark={
        <StatusBadge tone={emailTones[email.status]}>{words.statuses[email.status]}</StatusBadge>
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
            <pre className={classes.text}>{email.text}</pre>
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
