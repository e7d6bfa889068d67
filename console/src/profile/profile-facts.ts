import type { BusinessOwner, BusinessProfile } from '@psnb2b/contract';
import { addressLines, type Fact, withUnit } from '@psnb2b/ui';
import { words } from './words.ts';

/** Returns the profile of a business, as labels and values. */
export function profileFacts(profile: BusinessProfile): Fact[] {
  const { address, representative, owners } = profile;
  const withheld = (member: (typeof profile.withheld)[number]) =>
    profile.withheld.includes(member) ? words.withheld : null;
  const signer = representative && [
    representative.name,
    representative.position,
    representative.email,
    representative.phone,
  ];
  return [
    [words.legalName, profile.legal_name],
    [words.tradingName, profile.trading_name],
    [words.registrationNumber, profile.registration_number],
    [words.taxId, withheld('tax_id') ?? profile.tax_id],
    [words.website, profile.website],
    [words.monthlyVolume, profile.monthly_volume],
    [words.address, addressLines(address)],
    [words.owners, withheld('owners') ?? owners.map(ownerLine).join('\n')],
    [words.representative, withheld('representative') ?? signer?.filter(Boolean).join('\n')],
    [words.sellsTo, profile.sells_to],
  ];
}

function ownerLine(owner: BusinessOwner): string {
  const born = owner.born_on === null ? [] : [words.born(owner.born_on)];
  return [owner.name, owner.country, withUnit(owner.share_percent, '%'), ...born].join(', ');
}
