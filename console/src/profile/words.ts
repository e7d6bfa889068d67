/** The texts of a business's profile. */
export const words = {
  withheld: 'Not shown to your role.',
  legalName: 'Registered name',
  tradingName: 'Trading name',
  registrationNumber: 'Registration number',
  taxId: 'Tax or VAT number',
  website: 'Website',
  address: 'Registered address',
  sellsTo: 'Customers and channels',
  monthlyVolume: 'Expected monthly volume',
  owners: 'Owners',
  representative: 'Representative',
  born: (day: string) => `born ${day}`,
};
