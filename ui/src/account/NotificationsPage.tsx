import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { ListFoot } from '../list/ListFoot.tsx';
import { Page, Section } from '../page/Page.tsx';
import { Empty } from '../state/Empty.tsx';
import { Loaded } from '../state/Loaded.tsx';
import { Time } from '../value/Time.tsx';
import { withUnits } from '../value/with-unit.ts';
import classes from './account.module.css';
import { useAccount } from './account.ts';
import { ownPath } from './own-path.ts';
import { words } from './words.ts';

/** The notifications of this person. */
export function NotificationsPage() {
  const { useList, useDo } = useAccount();
  const list = useList('/notifications', []);
  const news = list.reply;
  const read = useDo('POST /notifications/read', {
    send: (until: string) => ({ body: { until } }),
  });
  const newest = news.data?.data[0];
  const unread = news.data?.data.some(({ read_at }) => read_at === null) ?? false;
  return (
    <Page
      title={words.news.title}
      width="text"
      acts={
        newest &&
        unread && (
          <Button variant="default" loading={read.busy} onClick={() => read.run(newest.id)}>
            {words.news.readAll}
          </Button>
        )
      }
    >
      <Section flush>
        <Loaded query={news}>
          {(page) =>
            page.data.length === 0 ? (
              <Empty title={words.news.none} hint={words.news.noneHint} />
            ) : (
              <>
                {page.data.map((each) => (
                  <div key={each.id} className={classes.news} data-unread={each.read_at === null}>
                    <span>
                      {each.read_at === null && (
                        <span className="visually-hidden">{words.news.unread}: </span>
                      )}
                      {ownPath(each.path) ? (
                        <Link to={ownPath(each.path) ?? ''}>{withUnits(each.text)}</Link>
                      ) : (
                        withUnits(each.text)
                      )}
                    </span>
                    <span className={classes.newsTime}>
                      <Time at={each.created_at} />
                    </span>
                  </div>
                ))}
                <ListFoot label={words.news.title} paging={list} page={page} />
              </>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
