import type { BusinessProfile, BusinessProfileInput } from '@psnb2b/contract';

type Input = BusinessProfileInput;

export interface OwnerFields {
  name: string;
  country: string;
  share_percent: number | string;
  born_on: string;
}

/** The profile as text fields; an empty one stands for what is not known yet. */
export interface ProfileFields extends Record<string, unknown> {
  legal_name: string;
  trading_name: string;
  registration_number: string;
  tax_id: string;
  website: string;
  address: {
    line1: string;
    line2: string;
    city: string;
    state: string;
    postal_code: string;
    country: string;
  };
  sells_to: string;
  monthly_volume: string;
  owners: OwnerFields[];
  representative: { name: string; position: string; email: string; phone: string };
}

export const emptyOwner: OwnerFields = { name: '', country: '', share_percent: '', born_on: '' };

export function toFields(profile: BusinessProfile): ProfileFields {
  const { address, representative } = profile;
  return {
    legal_name: profile.legal_name ?? '',
    trading_name: profile.trading_name ?? '',
    registration_number: profile.registration_number ?? '',
    tax_id: profile.tax_id ?? '',
    website: profile.website ?? '',
    address: {
      line1: address?.line1 ?? '',
      line2: address?.line2 ?? '',
      city: address?.city ?? '',
      state: address?.state ?? '',
      postal_code: address?.postal_code ?? '',
      country: address?.country ?? '',
    },
    sells_to: profile.sells_to ?? '',
    monthly_volume: profile.monthly_volume ?? '',
    owners: profile.owners.map((owner) => ({ ...owner, born_on: owner.born_on ?? '' })),
    representative: {
      name: representative?.name ?? '',
      position: representative?.position ?? '',
      email: representative?.email ?? '',
      phone: representative?.phone ?? '',
    },
  };
}

/** A part of which nothing is filled in is not there yet; the server judges the rest. */
export function toInput(fields: ProfileFields): Input {
  const { address, representative, owners } = fields;
  return {
    legal_name: known(fields.legal_name),
    trading_name: known(fields.trading_name),
    registration_number: known(fields.registration_number),
    tax_id: known(fields.tax_id),
    website: known(fields.website),
    address: isEmpty(address)
      ? null
      : {
          ...address,
          line2: known(address.line2),
          state: known(address.state),
          postal_code: known(address.postal_code),
        },
    sells_to: known(fields.sells_to),
    monthly_volume: known(fields.monthly_volume),
    owners: owners.map((owner) => ({
      ...owner,
      share_percent: Number(owner.share_percent),
      born_on: known(owner.born_on),
    })),
    representative: isEmpty(representative)
      ? null
      : { ...representative, phone: known(representative.phone) },
  };
}

function known(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function isEmpty(part: Readonly<Record<string, string>>): boolean {
  return Object.values(part).every((value) => value.trim() === '');
}
