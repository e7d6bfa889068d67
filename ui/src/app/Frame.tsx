import { type ReactNode, Suspense } from 'react';
import { Outlet } from 'react-router';
import { type Me, useAccount, useSetMe } from '../account/account.ts';
import { SignedIn } from '../account/SignedIn.tsx';
import { useLive } from '../live/use-live.ts';
import { Page, Section } from '../page/Page.tsx';
import { usePageFacts } from '../page/page-facts.ts';
import type { Address } from '../pages/address.ts';
import { useGo } from '../pages/Link.tsx';
import { isOpen, type PageTable } from '../pages/page-table.ts';
import type { Found } from '../shell/found.ts';
import { icons } from '../shell/icons.ts';
import type { NavGroup } from '../shell/NavRail.tsx';
import { Shell } from '../shell/Shell.tsx';
import { Loading } from '../state/Loading.tsx';
import { DemoBanner } from './DemoBanner.tsx';

/** An act that begins on a page. */
export interface AppAct {
  readonly title: string;
  readonly to: Address<string>;
  /** The call that it makes in the end. */
  readonly call: string;
  /** Two keys, such as `c c`. */
  readonly key: string;
  /** Other words by which people look for it. */
  readonly words?: string;
}

/** The parts of the frame that an app provides. */
export interface FrameParts {
  readonly pages: PageTable;
  /** The groups of the navigation, in order; the first has no title. */
  readonly groups: Readonly<Record<string, string | null>>;
  /** The number of waiting items behind each page, by the names in the table's `nav.count`. */
  readonly useCounts?: (me: Me) => Readonly<Record<string, unknown>> | undefined;
  /** The filters of the list behind each count, by the same names. */
  readonly countLists?: Readonly<
    Record<string, { readonly query: Readonly<Record<string, string>> }>
  >;
  /** Below the person's name. */
  readonly line?: (me: Me) => string;
  /** Above every page. */
  readonly banner?: (me: Me) => ReactNode;
  /** What the palette offers to do, for those who may make the call of each. */
  readonly acts?: readonly AppAct[];
  /** What the palette finds besides pages. */
  readonly search?: (words: string, me: Me) => Promise<readonly Found[]>;
}

type Props = FrameParts & {
  /** Why a person may not make a call; null: they may. */
  readonly barred: (me: Me, call: string) => string | null;
};

/** The frame around every page of a person who is signed in. */
export function Frame(parts: Props) {
  return <SignedIn>{(me) => <Framed {...parts} me={me} />}</SignedIn>;
}

const noCounts = () => undefined;

function Framed({ me, barred, ...parts }: Props & { readonly me: Me }) {
  const { app, to, useDo, liveUrl } = useAccount();
  const setMe = useSetMe();
  const liveness = useLive(liveUrl, me.session.id);
  const { useCounts = noCounts, search, acts = [] } = parts;
  const go = useGo();
  const counts = useCounts(me);
  const signOut = useDo('POST /sign-out', { onDone: () => setMe(null) });
  const groups = groupsFor(parts, me, counts);
  return (
    <Shell
      app={app}
      home={to.home}
      groups={groups}
      others={othersFor(parts, me)}
      acts={acts
        .filter(({ call }) => mayOpen(me, call))
        .map(({ to: page, ...act }) => ({ ...act, run: () => go(page) }))}
      user={{ name: me.user.name, line: parts.line?.(me) ?? me.user.email, settings: to.account }}
      liveness={liveness}
      notifications={{ unread: me.unread, to: to.notifications }}
      {...(search && { onSearch: (words: string) => search(words, me) })}
      onSignOut={() => signOut.run()}
      banner={
        <>
          <DemoBanner />
          {parts.banner?.(me)}
        </>
      }
    >
      <Suspense fallback={<Loading />}>
        <Barred why={(call) => barred(me, call)}>
          <Outlet />
        </Barred>
      </Suspense>
    </Shell>
  );
}

/** In place of a page whose call the person may not make: why. Its own reads would be refused one by one. */
function Barred({
  why,
  children,
}: {
  readonly why: (call: string) => string | null;
  readonly children: ReactNode;
}) {
  const { call } = usePageFacts();
  const said = call === undefined ? null : why(call);
  if (said === null) return children;
  return (
    <Page>
      <Section>
        <p>{said}</p>
      </Section>
    </Page>
  );
}

const mayOpen = (me: Me, call: string | undefined) => call === undefined || me.may.includes(call);

/** The navigation in the table's order, without pages that the role may not read. */
function groupsFor(
  { pages, groups, countLists }: FrameParts,
  me: Me,
  counts: Readonly<Record<string, unknown>> | undefined,
): readonly NavGroup[] {
  const entries = Object.values(pages).filter(({ call }) => mayOpen(me, call));
  return Object.entries(groups)
    .map(([name, title]) => ({
      ...(title !== null && { title }),
      items: entries.flatMap(({ path, title: full, nav }) => {
        if (nav?.group !== name) return [];
        const { icon, key, count, title: brief } = nav;
        const waiting = count === undefined ? undefined : counts?.[count];
        const list = count === undefined ? undefined : countLists?.[count];
        return {
          to: path,
          title: brief ?? full,
          icon: icons[icon],
          key,
          count: typeof waiting === 'number' ? waiting : undefined,
          ...(list && { countTo: `${path}?${new URLSearchParams(list.query)}` }),
        };
      }),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Pages that the palette finds though they are neither in the navigation nor where an act begins. */
function othersFor({ pages, acts = [] }: FrameParts, me: Me) {
  const begins = new Set<string>(acts.map(({ to }) => to));
  return Object.values(pages)
    .filter((page) => page.nav === undefined && isOpen(page) && mayOpen(me, page.call))
    .filter(({ path }) => !begins.has(path))
    .map(({ path, title }) => ({ to: path, title }));
}
