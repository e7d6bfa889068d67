import { Anchor } from '@mantine/core';
import type { LoggedCall, LoggedCallDetail } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  Facts,
  KeyName,
  Link,
  Loaded,
  Page,
  Section,
  StatusBadge,
  shortId,
  Time,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { read, useRead } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';
import { to } from '../../pages.ts';
import { toneOf } from './call-tones.ts';
import classes from './request-log.module.css';
import { words } from './words.ts';

/** One call: its facts, what its error means, the limit that it hit, and what its key did next. */
export function LoggedCallPage() {
  const { id: request_id = '' } = useParams();
  const call = useInEitherMode((query) =>
    read('/request-log/{request_id}', { path: { request_id }, query }),
  );
  return <Loaded query={call}>{(each) => <OneCall call={each} />}</Loaded>;
}

function OneCall({ call }: { readonly call: LoggedCallDetail }) {
  const { method, path, status, error_code: code, limit, next } = call;
  return (
    <Page
      title={`${method} ${path === 'other' ? words.other : path}`}
      mark={
        <StatusBadge tone={toneOf(status)} value={String(status)}>
          {code === null ? String(status) : `${status} ${code}`}
        </StatusBadge>
      }
    >
      <Columns
        main={
          <>
            {limit && (
              <Section title={words.limit}>
                <p className={classes.sentence}>
                  {words.limitSays(limit.policy, limit.limit)} {words.free}{' '}
                  <Time at={limit.free_at} form="exact" />.
                </p>
              </Section>
            )}
            {code !== null && (
              <Section title={words.error}>
                <Anchor href={`/docs/errors/${code}`} display="inline-block">
                  <span className="mono">{code}</span>: {words.meaning}
                </Anchor>
              </Section>
            )}
            <Section title={words.next}>
              {next ? (
                <Next call={call} next={next} />
              ) : (
                <p className={classes.sentence}>{words.noNext}</p>
              )}
            </Section>
          </>
        }
        side={<Side call={call} />}
      />
    </Page>
  );
}

function Next({ call, next }: { readonly call: LoggedCall; readonly next: LoggedCall }) {
  const seconds = (Date.parse(next.at) - Date.parse(call.at)) / 1000;
  return (
    <p className={classes.sentence}>
      <Link to={to.loggedCall(next.id)} className="mono breaks">
        {next.method} {next.path}
      </Link>{' '}
      <StatusBadge tone={toneOf(next.status)} value={String(next.status)}>
        {next.error_code ?? String(next.status)}
      </StatusBadge>{' '}
      {words.later(seconds.toFixed(seconds < 10 ? 1 : 0))}
    </p>
  );
}

function Side({ call }: { readonly call: LoggedCall }) {
  const { id, at, about, ms, key_id, address, withheld, replayed } = call;
  const key = useRead('/keys').data?.data.find((each) => each.id === key_id);
  return (
    <Section>
      <Facts
        facts={[
          [words.at, <Time key="at" at={at} form="exact" />],
          [words.ms, words.milliseconds(ms)],
          [words.replayed, replayed ? words.replayedIs : words.replayedNot],
          [words.about, about && <CopyId key="about" id={about} what={words.about} short />],
          [words.key, <KeyName key="key" {...(key ?? { name: null, hint: shortId(key_id) })} />],
          [withheld.length > 0 ? words.network : words.address, address],
          [words.request, <CopyId key="id" id={id} what={words.request} short />],
        ]}
      />
    </Section>
  );
}
