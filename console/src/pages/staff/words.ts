import type { StaffRole } from '@psnb2b/contract/states';

export const words = {
  lead: 'Who works here, and in which role. Everybody needs a second factor.',
  roles: {
    admin: 'Admin',
    finance: 'Finance',
    support: 'Support',
    stock: 'Stock',
    read_only: 'Read-only',
  } satisfies Record<StaffRole, string>,
  resetFactor: 'Reset second factor',
  resetDone: 'The second factor was reset.',
  resetFactorSays: (name: string) =>
    `A second admin has to approve this, and we notify ${name}. Then ${name} is signed out everywhere and sets up a new second factor.`,
};
