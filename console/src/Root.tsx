import { AccountContext } from '@psnb2b/ui/account';
import { Outlet } from 'react-router';
import { account } from './api/api.ts';

export function Root() {
  return (
    <AccountContext value={account}>
      <Outlet />
    </AccountContext>
  );
}
