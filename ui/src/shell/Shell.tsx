import {
  ActionIcon,
  Indicator,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconBell, IconMenu2, IconQuestionMark, IconSearch } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { later, loadLater } from '../app/later.ts';
import { type KeyedAct, keyedActs } from '../keys/keyed-acts.ts';
import { useKeys } from '../keys/use-keys.ts';
import { LiveDot } from '../live/LiveDot.tsx';
import type { Liveness } from '../live/use-live.ts';
import { leaveUnless } from '../queue/list-memory.ts';
import { trailIn } from '../queue/trail.ts';
import { text } from '../text/text.ts';
import { switchUtc } from '../value/utc-setting.ts';
import { AccountButton } from './AccountButton.tsx';
import type { Person } from './AccountMenu.tsx';
import { Brand } from './Brand.tsx';
import { Foot } from './Foot.tsx';
import type { Found, PaletteAct } from './found.ts';
import { type NavGroup, NavRail } from './NavRail.tsx';
import classes from './shell.module.css';
import { UtcSwitch } from './UtcSwitch.tsx';
import { useFocusKept } from './use-focus-kept.ts';
import { useOwnFrame } from './use-own-frame.ts';
import { useScrollToHash } from './use-scroll-to-hash.ts';

const CommandPalette = lazy(() => import('./CommandPalette.tsx'));
const KeyHelp = lazy(() => import('./KeyHelp.tsx'));
const AccountMenu = later(() => import('./AccountMenu.tsx'));
const NavDrawer = later(() => import('./NavDrawer.tsx'));

export interface ShellProps {
  /** The app's name beside the logo. */
  readonly app: string;
  readonly home: string;
  readonly groups: readonly NavGroup[];
  /** Pages that are not in the navigation, for the palette. */
  readonly others: readonly { readonly to: string; readonly title: string }[];
  readonly user: Person;
  readonly liveness: Liveness;
  readonly notifications: { readonly unread: number; readonly to: string } | null;
  /** Searches for things by text; the palette lists the results. */
  readonly onSearch?: (text: string) => Promise<readonly Found[]>;
  /** What the palette can do besides opening pages and what is the same in every app. */
  readonly acts: readonly PaletteAct[];
  readonly onSignOut: () => void;
  /** Above every page: that the business is suspended. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: navigation, search, keys, notifications, and the account. */
export function Shell(props: ShellProps) {
  const { app, home, groups, user, notifications, banner, children } = props;
  const navigate = useNavigate();
  const [drawer, setDrawer] = useState<boolean | null>(null);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  // What keys do on the open page, as it was before the palette or the list of keys was over it.
  const [keyed, setKeyed] = useState<readonly KeyedAct[]>([]);
  const openPalette = () => {
    setKeyed(keyedActs());
    setPalette(true);
  };
  const openHelp = () => {
    setKeyed(keyedActs());
    setHelp(true);
  };
  const items = groups.flatMap((group) => group.items);
  const acts = [...props.acts, ...useOwnActs({ ...props, onHelp: openHelp })];
  const begins = acts.flatMap(({ key, run }) => (key?.includes(' ') ? [[key, run] as const] : []));
  const jumps = items.map(({ key, to }) => [`g ${key}`, () => navigate(to)] as const);
  useKeys(
    {
      '/': openPalette,
      '?': openHelp,
      u: switchUtc,
      ...Object.fromEntries([...jumps, ...begins]),
    },
    (key) => keyedActs().find((each) => each.key === key)?.press,
  );
  // Browsers search with it themselves. It also works in fields, so it is no single key that one could want to switch off.
  useHotkeys([['mod+K', () => isDialogOpen() || openPalette()]], []);
  const main = useFocusAfterNavigation();
  useOwnFrame();
  useFocusKept();
  useScrollToHash();
  useListLeft();
  useEffect(loadLater, []);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {text.skip}
      </a>
      <div className={classes.rail}>
        <NavRail groups={groups} head={<Brand app={app} to={home} />} />
      </div>
      <Suspense fallback={null}>
        {drawer !== null && (
          <NavDrawer {...{ app, home, groups }} opened={drawer} onClose={() => setDrawer(false)} />
        )}
      </Suspense>
      <header className={classes.top}>
        <ActionIcon
          className={classes.burger ?? ''}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={text.menu}
          onClick={() => setDrawer(true)}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <button type="button" className={classes.search} onClick={openPalette}>
          <IconSearch size={15} aria-hidden />
          <span className={classes.searchText}>{text.searchHint}</span>
          <kbd className={classes.kbd}>/</kbd>
        </button>
        <div className={classes.tools}>
          <UtcSwitch />
          <ActionIcon
            className={`${classes.wideOnly} ${classes.tool}`}
            variant="subtle"
            color="gray"
            size={36}
            aria-label={text.help}
            onClick={openHelp}
          >
            <IconQuestionMark size={18} aria-hidden />
          </ActionIcon>
          {notifications && (
            <ActionIcon
              component={Link}
              to={notifications.to}
              className={classes.tool ?? ''}
              variant="subtle"
              color="gray"
              size={36}
              aria-label={text.notifications(notifications.unread)}
            >
              <Indicator
                disabled={notifications.unread === 0}
                color="var(--signal-mark)"
                size={8}
                offset={3}
              >
                <IconBell size={18} aria-hidden />
              </Indicator>
            </ActionIcon>
          )}
          <LiveDot {...props.liveness} />
          <Account user={user} onSignOut={props.onSignOut} />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className={classes.main}>
        {banner}
        {children}
      </main>
      <Foot />
      <Suspense fallback={null}>
        {palette && (
          <CommandPalette
            items={[...items, ...props.others]}
            acts={[...keyed.map(ofPage), ...acts]}
            {...(props.onSearch && { onSearch: props.onSearch })}
            onClose={() => setPalette(false)}
          />
        )}
        {help && <KeyHelp items={items} acts={acts} keyed={keyed} onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  );
}

/** Pressed once the palette is closed, because it may open a dialog. */
const ofPage = ({ title, key, press }: KeyedAct): PaletteAct => ({
  ...{ title, key, line: text.keysOfPage },
  run: () => setTimeout(press, CLOSED_MS),
});
const CLOSED_MS = 200;

const isDialogOpen = () => document.querySelector('[role="dialog"]') !== null;

/** What the palette can do in every app; the same is in menus. */
function useOwnActs({
  onSignOut,
  onHelp,
}: Pick<ShellProps, 'onSignOut'> & { readonly onHelp: () => void }): readonly PaletteAct[] {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  return [
    {
      title: isDark ? text.toLight : text.toDark,
      words: text.scheme,
      run: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    { title: text.keys.utc, key: 'u', run: switchUtc },
    { title: text.help, key: '?', run: onHelp },
    { title: text.signOut, run: onSignOut },
  ];
}

/** A list that is worked off forgets what was done once somebody goes elsewhere. */
function useListLeft(): void {
  const { pathname, state } = useLocation();
  useEffect(() => leaveUnless(pathname, trailIn(state, pathname)?.list), [pathname, state]);
}

/** After a page change the focus is at the start of the new page, not where the old one ended. */
function useFocusAfterNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}

/** The menu is loaded behind the first page: it takes the place of its button when that is first pressed. */
function Account({ user, onSignOut }: Pick<ShellProps, 'user' | 'onSignOut'>) {
  const [isUsed, setUsed] = useState(false);
  const button = <AccountButton name={user.name} onClick={() => setUsed(true)} />;
  if (!isUsed) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu {...{ user, onSignOut }} />
    </Suspense>
  );
}
