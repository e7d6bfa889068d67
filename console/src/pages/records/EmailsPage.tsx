import type { EmailSummary } from '@psnb2b/contract';
import {
  type Bulk,
  BulkAct,
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  EVERYTHING,
  FilterBar,
  Page,
  Section,
  TextFilter,
  type Tone,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, sendOnce, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { emailWords as words } from './words.ts';

export const emailTones: Readonly<Record<EmailSummary['status'], Tone>> = {
  waiting: 'info',
  sent: 'good',
  kept: 'neutral',
  failed: 'bad',
};

const col = columnsOf<EmailSummary>();

const COLUMNS = [
  col.text('subject', words.subject),
  col.text('to', words.to, { from: 's' }),
  col.status('status', words.status, emailTones, words.statuses),
  col.time('created_at', words.created, { from: 's' }),
];

/** The outbox: every e-mail that was or would be sent. */
export function EmailsPage() {
  const list = useList('/emails', ['status', 'to', 'subject']);
  const counts = useRead('/today').data;
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="emails" />
        </>
      }
    >
      <Section flush>
        <ViewTabs
          label={words.views}
          views={[
            {
              title: words.undeliverable,
              query: 'status=failed',
              count: counts?.emails_failed,
              waits: true,
            },
            { title: words.statuses.waiting, query: 'status=waiting' },
            { title: words.all, query: EVERYTHING },
          ]}
        >
          <FilterBar>
            <TextFilter of={list} name="to" label={words.to} />
            <TextFilter of={list} name="subject" label={words.subject} />
            <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
          </FilterBar>
          <DataList
            label={words.title}
            list={list}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.email(id)}
            empty={<Empty title={words.none} />}
            queue
            {...(isQueueList(list.filters, 'emails_failed') && {
              nothingWaits: <NothingWaits queue="emails" />,
            })}
            {...(allowed(useMe(), 'retryEmail').can && {
              bulk: (bulk: Bulk<EmailSummary>) => <SendAgain bulk={bulk} />,
              nameOf: ({ subject, to: whom }: EmailSummary) => `${subject}, ${whom}`,
            })}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}

/** Sends the ticked e-mails again that could not be delivered. */
function SendAgain({ bulk }: { readonly bulk: Bulk<EmailSummary> }) {
  const me = useMe();
  return (
    <BulkAct
      bulk={bulk}
      label={words.retry}
      allowed={allowed(me, 'retryEmail')}
      fits={({ status }) =>
        status === 'failed' ? { can: true } : { can: false, why: words.notFailed }
      }
      says={(emails) => words.retrySays(emails.length)}
      submit={words.retryCount}
      call="POST /emails/{email_id}/retry"
      send={({ id }, once) =>
        sendOnce('POST /emails/{email_id}/retry', { path: { email_id: id } }, once)
      }
      done={() => words.retried}
    />
  );
}
