import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  type ComponentType,
  lazy,
  type ReactNode,
  StrictMode,
  Suspense,
  startTransition,
  useEffect,
  useState,
} from 'react';
import { createRoot } from 'react-dom/client';
import {
  createBrowserRouter,
  type DataRouter,
  Outlet,
  type RouteObject,
  RouterProvider,
} from 'react-router';
import { type Account, AccountContext } from '../account/account.ts';
import { LeaveGuard } from '../form/LeaveGuard.tsx';
import { readRules } from '../form/read-rules.ts';
import type { PageFacts } from '../page/page-facts.ts';
import { ACCOUNT } from '../pages/account-pages.ts';
import { type EarlyRead, type PageEntry, parentOf } from '../pages/page-table.ts';
import { Loading } from '../state/Loading.tsx';
import { themeOf } from '../theme/theme.ts';
import { readyTimes } from '../value/Time.tsx';
import { readBrand } from './brand.ts';
import type { createClient } from './create-client.ts';
import { Broken, Elsewhere } from './Ends.tsx';
import type { FrameParts } from './Frame.tsx';
import { alsoLater, nextTask, whenIdle } from './later.ts';
import { readEarly } from './read-early.ts';

const Notices = lazy(() => import('./Notices.tsx'));

type Module = Readonly<Record<string, unknown>>;
type Client = Pick<
  ReturnType<typeof createClient>,
  'webApp' | 'account' | 'queryClient' | 'urlOf' | 'any' | 'barred'
>;

export interface AppParts extends FrameParts, Pick<Account, 'to' | 'confirmSignUp'> {
  /** The app's name, beside the logo and in the browser's tab. */
  readonly name: string;
  readonly client: Client;
  /** What the frame around every page reads. */
  readonly early?: readonly EarlyRead[];
  /** What is beside the link to the page above, on each page about one thing. */
  readonly about?: (id: string) => ReactNode;
  /** What a page says after an error. */
  readonly broken: string;
  /** The files of the table by their paths from the app's `src`, as `import.meta.glob` returns them. */
  readonly files: Readonly<Record<string, () => Promise<unknown>>>;
}

/**
 * Renders an app: its table of pages as routes, and around them what is the same in every app. In steps, between which a browser answers whoever
 * types or taps already: on a slow telephone each of them takes as long as a person notices.
 */
export async function createApp(parts: AppParts): Promise<void> {
  alsoLater(readRules);
  readEarly(parts);
  await nextTask();
  const router = createBrowserRouter(routesOf(parts), { basename: `/${parts.client.webApp}` });
  await nextTask();
  render(router, parts.client);
}

/** Returns the routes of an app's pages. Each page is loaded when it is first needed. */
export function routesOf(parts: AppParts): RouteObject[] {
  const { name, client, pages, broken, to, about, confirmSignUp } = parts;
  const account: Account = {
    app: name,
    liveUrl: client.urlOf('/live'),
    ...client.account,
    to,
    ...(confirmSignUp && { confirmSignUp }),
  };
  const entries = Object.values(pages);
  const route = (page: PageEntry): RouteObject => {
    const above = parentOf(pages, page);
    const parent = above && { to: above.path, title: above.title };
    const { title, lead, call } = page;
    const handle: PageFacts = { app: name, title, lead, call, parent, about };
    return { path: page.path, lazy: () => load(parts.files, page.file), handle };
  };
  return [
    {
      element: (
        <AccountContext value={account}>
          <LeaveGuard free={to.signIn} />
          <Outlet />
        </AccountContext>
      ),
      errorElement: <Broken app={name} home={to.home} lead={broken} />,
      hydrateFallbackElement: <Loading />,
      children: [
        ...entries.filter(({ outside }) => outside === true).map(route),
        {
          lazy: async () => {
            const [{ Frame }] = await Promise.all([import('./Frame.tsx'), readyTimes()]);
            return { element: <Frame {...parts} barred={client.barred} /> };
          },
          children: entries.filter(({ outside }) => outside !== true).map(route),
        },
        { path: '*', element: <Elsewhere /> },
      ],
    },
  ];
}

async function load(files: AppParts['files'], file: string): Promise<{ Component: ComponentType }> {
  const isOurs = file.startsWith(ACCOUNT);
  const found = isOurs ? import('../account/pages.ts') : files[`./pages/${file}.tsx`]?.();
  const module = (await found) as Module | undefined;
  const Component = module?.[file.slice(file.lastIndexOf('/') + 1)];
  if (typeof Component !== 'function') throw new Error(`pages/${file}.tsx exports no such page`);
  return { Component: Component as ComponentType };
}

/** The styles carry the nonce that the server put into the page. */
function render(router: DataRouter, { queryClient }: Client): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  // The scroll lock of dialogs adds a style element of its own, which reads this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has a #root');
  const app = (
    <StrictMode>
      <MantineProvider
        theme={themeOf(readBrand().tones)}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce ?? ''}
      >
        <QueryClientProvider client={queryClient}>
          <IdleNotices />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
  // In short steps, as all that follows.
  startTransition(() => createRoot(root).render(app));
}

/** What is said before is shown then. */
function IdleNotices() {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setIdle(true))), []);
  return <Suspense fallback={null}>{isIdle && <Notices />}</Suspense>;
}
