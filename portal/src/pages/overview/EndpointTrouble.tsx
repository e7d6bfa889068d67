import { groupDigits, Link, Loaded, Section, Time } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as webhookWords } from '../webhooks/words.ts';
import type { Mode } from './mode.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

/** Endpoints that fail or are off, by name: since when, and how many events wait. */
export function EndpointTrouble({ mode }: { readonly mode: Mode }) {
  const endpoints = useRead('/webhook-endpoints', { query: { mode } });
  return (
    <Section title={words.webhooks}>
      <Loaded query={endpoints}>
        {({ data }) => {
          const bad = data.filter((each) => each.failing_since || each.status === 'disabled');
          if (bad.length === 0) {
            return (
              <p className={classes.none}>
                {data.length === 0 ? words.noEndpoint : words.healthy(data.length)}
              </p>
            );
          }
          return (
            <ul className={classes.lines}>
              {bad.map(({ id, url, description, status, status_at, failing_since, waiting }) => (
                <li key={id}>
                  <Link to={to.endpoint(id)}>{description ?? new URL(url).host}</Link>
                  <span className={classes.none}>
                    {status === 'disabled' ? webhookWords.off : webhookWords.failing}{' '}
                    {webhookWords.since} <Time at={failing_since ?? status_at} />
                    {waiting > 0 && `; ${webhookWords.waiting(groupDigits(waiting))}`}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Section>
  );
}
