import { Alert } from '@mantine/core';
import { Loading, type NavGroup, Shell, take, useAct } from '@psnb2b/ui';
import { type Me, SignedIn, useSetMe } from '@psnb2b/ui/account';
import {
  IconBuilding,
  IconGauge,
  IconKey,
  IconLifebuoy,
  IconListCheck,
  IconLock,
  IconReceiptRefund,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';
import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { account } from './api/api.ts';
import { search } from './search.ts';
import { t } from './text/text.ts';
import { to } from './to.ts';

const GROUPS: readonly NavGroup[] = [
  {
    items: [
      { to: to.home, title: t.nav.start, icon: IconListCheck, key: 'h' },
      { to: to.overview, title: t.nav.overview, icon: IconGauge, key: 'v' },
      { to: to.business, title: t.nav.business, icon: IconBuilding, key: 'b' },
      { to: to.claims, title: t.nav.claims, icon: IconReceiptRefund, key: 'c' },
      { to: to.tickets, title: t.nav.support, icon: IconLifebuoy, key: 's' },
    ],
  },
  {
    title: t.nav.developers,
    items: [{ to: to.keys, title: t.nav.keys, icon: IconKey, key: 'k' }],
  },
  {
    title: t.nav.settings,
    items: [
      { to: to.team, title: t.nav.team, icon: IconUsers, key: 't' },
      { to: to.publicKey, title: t.nav.publicKey, icon: IconLock, key: 'p' },
      { to: to.account, title: t.nav.account, icon: IconShieldLock, key: 'a' },
    ],
  },
];

/** Around every page of somebody who is signed in. */
export function Frame() {
  return <SignedIn>{(me) => <PortalShell me={me} />}</SignedIn>;
}

function PortalShell({ me }: { readonly me: Me }) {
  const setMe = useSetMe();
  const signOut = useAct<void, unknown>({
    run: () => take(account.api.POST('/sign-out')),
    onDone: () => setMe(null),
  });
  return (
    <Shell
      app={t.app}
      home={to.home}
      groups={GROUPS}
      user={{ name: me.user.name, line: me.partner?.name ?? me.user.email, settings: to.account }}
      notifications={{ unread: me.unread, to: to.notifications }}
      onSearch={search}
      onSignOut={() => signOut.run()}
      banner={
        me.partner?.status === 'suspended' && (
          <Alert color="red" variant="outline" mb="md">
            {t.suspended(me.partner.suspended_reason)}
          </Alert>
        )
      }
    >
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}
