import type { BusinessProfile, BusinessProfileInput } from '@psnb2b/contract';
import type { Draft } from '@psnb2b/ui';

type Parts = 'address' | 'representative';

/** The profile while it is edited: a part without any value has empty fields. */
export type ProfileFields = Draft<
  Omit<BusinessProfileInput, Parts> & {
    [Part in Parts]: NonNullable<BusinessProfileInput[Part]>;
  }
>;

export const emptyOwner: ProfileFields['owners'][number] = {
  name: '',
  country: '',
  share_percent: '',
  born_on: null,
};

const noAddress: ProfileFields['address'] = {
  ...{ line1: '', line2: null, city: '', state: null, postal_code: null, country: '' },
};
const nobody: ProfileFields['representative'] = { name: '', position: '', email: '', phone: null };

export function fieldsOf(profile: BusinessProfile): ProfileFields {
  const { object: _, withheld: __, updated_at: ___, ...fields } = profile;
  return {
    ...fields,
    address: profile.address ?? noAddress,
    representative: profile.representative ?? nobody,
  };
}
