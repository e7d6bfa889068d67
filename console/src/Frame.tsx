import type { Today } from '@psnb2b/contract';
import { type Found, Loading, type NavGroup, Shell, take, useAct } from '@psnb2b/ui';
import { type Me, SignedIn, useSetMe } from '@psnb2b/ui/account';
import {
  IconBuildings,
  IconClipboardCheck,
  IconGauge,
  IconGavel,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconMail,
  IconPackages,
  IconReceiptRefund,
  IconShieldLock,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { account, api } from './api/api.ts';
import { todayQuery } from './api/queries.ts';
import { t } from './text/text.ts';
import { to } from './to.ts';

/** Around every page of somebody who is signed in. */
export function Frame() {
  return <SignedIn>{(me) => <ConsoleShell me={me} />}</SignedIn>;
}

function ConsoleShell({ me }: { readonly me: Me }) {
  const setMe = useSetMe();
  const today = useQuery({ ...todayQuery, enabled: me.may.includes('getToday') });
  const signOut = useAct<void, unknown>({
    run: () => take(account.api.POST('/sign-out')),
    onDone: () => setMe(null),
  });
  return (
    <Shell
      app={t.app}
      home={to.home}
      groups={groupsFor(me, today.data)}
      user={{ name: me.user.name, line: me.user.email, settings: to.account }}
      notifications={{ unread: me.unread, to: to.notifications }}
      onSearch={searchPartners}
      onSignOut={() => signOut.run()}
    >
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}

/** What a role may not read does not stand in its navigation. */
function groupsFor(me: Me, today: Today | undefined): readonly NavGroup[] {
  const all = [
    { to: to.home, title: t.nav.today, icon: IconLayoutDashboard, key: 'h', call: 'getToday' },
    {
      to: to.reviews,
      title: t.nav.reviews,
      icon: IconClipboardCheck,
      key: 'r',
      call: 'listKycCases',
      count: today?.kyc_waiting,
    },
    {
      to: to.claims,
      title: t.nav.claims,
      icon: IconGavel,
      key: 'c',
      call: 'listClaims',
      count: today?.claims_waiting,
    },
    {
      to: to.tickets,
      title: t.nav.tickets,
      icon: IconInbox,
      key: 't',
      call: 'listTickets',
      count: today?.tickets_open,
    },
    { to: to.partners, title: t.nav.partners, icon: IconBuildings, key: 'p', call: 'listPartners' },
  ];
  const supply = [
    {
      to: to.lots,
      title: t.nav.lots,
      icon: IconPackages,
      key: 'l',
      call: 'listLots',
      count: today?.lots_held,
    },
    {
      to: to.recoveries,
      title: t.nav.recoveries,
      icon: IconReceiptRefund,
      key: 'd',
      call: 'listRecoveries',
    },
  ];
  const records = [
    { to: to.audit, title: t.nav.audit, icon: IconHistory, key: 'a', call: 'listAudit' },
    {
      to: to.emails,
      title: t.nav.emails,
      icon: IconMail,
      key: 'e',
      call: 'listEmails',
      count: today?.emails_failed,
    },
  ];
  const house = [
    { to: to.staff, title: t.nav.staff, icon: IconUsers, key: 's', call: 'listStaff' },
    {
      to: to.proposals,
      title: t.nav.proposals,
      icon: IconUserCheck,
      key: 'o',
      call: 'listProposals',
      count: today?.proposals_waiting,
    },
    { to: to.quotas, title: t.nav.quotas, icon: IconGauge, key: 'q', call: 'listQuotas' },
    { to: to.account, title: t.nav.account, icon: IconShieldLock, key: 'm', call: 'getMe' },
  ];
  const groups = [
    { items: all },
    { title: t.nav.supply, items: supply },
    { title: t.nav.records, items: records },
    { title: t.nav.house, items: house },
  ];
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ call }) => call === 'getMe' || me.may.includes(call)),
    }))
    .filter(({ items }) => items.length > 0);
}

async function searchPartners(words: string): Promise<readonly Found[]> {
  const { data } = await take(
    api.GET('/partners', { params: { query: { q: words.slice(0, 100), limit: 8 } } }),
  );
  return data.map(({ id, name, email }) => ({ to: to.partner(id), title: name, line: email }));
}
