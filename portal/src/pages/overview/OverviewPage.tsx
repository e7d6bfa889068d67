import { Page, useListState } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { BalanceBlock } from './BalanceBlock.tsx';
import { EndpointTrouble } from './EndpointTrouble.tsx';
import { FailedToday } from './FailedToday.tsx';
import type { Mode } from './mode.ts';
import classes from './overview.module.css';
import { RecentOrders } from './RecentOrders.tsx';
import { SpendingChart } from './SpendingChart.tsx';
import { TierBlock } from './TierBlock.tsx';
import { WaitsForYou } from './WaitsForYou.tsx';
import { words } from './words.ts';

/** The state of the business, and what waits for its people; whoever writes code sees the webhooks first. */
export function OverviewPage() {
  const me = useMe();
  const state = useListState(['mode']);
  const mode: Mode = state.filters.mode === 'test' ? 'test' : 'live';
  const isDeveloper = me.user.role === 'developer';
  return (
    <Page {...(mode === 'test' && { lead: words.testNote })} acts={<ModeSwitch of={state} />}>
      {isDeveloper && <EndpointTrouble mode={mode} />}
      {isDeveloper && <FailedToday mode={mode} />}
      <div className={classes.grid}>
        <BalanceBlock mode={mode} />
        <TierBlock mode={mode} />
      </div>
      {mode === 'live' && <WaitsForYou />}
      <SpendingChart mode={mode} />
      <RecentOrders mode={mode} />
      {!isDeveloper && <EndpointTrouble mode={mode} />}
      {!isDeveloper && <FailedToday mode={mode} />}
    </Page>
  );
}
