import type { BusinessProfile, BusinessProfileInput, Me } from '@psnb2b/contract';
import { type Draft, noAddress } from '@psnb2b/ui';

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

const nobody: ProfileFields['representative'] = { name: '', position: '', email: '', phone: null };

/** The fields of a profile; until it is saved for the first time, they begin with what was typed at the registration. */
export function fieldsOf(
  profile: BusinessProfile,
  { user, partner }: Pick<Me, 'user' | 'partner'>,
): ProfileFields {
  const { object: _, withheld: __, updated_at: ___, ...fields } = profile;
  const isNew = profile.updated_at === null;
  return {
    ...fields,
    legal_name: fields.legal_name ?? (isNew ? (partner?.name ?? null) : null),
    address: profile.address ?? {
      ...noAddress,
      country: (isNew && (partner?.country as ProfileFields['address']['country'])) || '',
    },
    representative:
      profile.representative ??
      (isNew ? { ...nobody, name: user.name, email: user.email } : nobody),
  };
}
