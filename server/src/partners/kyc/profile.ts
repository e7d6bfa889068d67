import type { BusinessProfileInput } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { type EmailAddress, readEmail } from '../../kit/email-address.ts';
import { type FieldError, invalid } from '../../kit/refusal.ts';
import { isWebsite } from '../../kit/website.ts';

type Given = Static<typeof BusinessProfileInput>;
/** What a business states about itself, in the contract's form. */
export interface Profile extends Omit<Given, 'representative'> {
  readonly representative:
    | (Omit<NonNullable<Given['representative']>, 'email'> & { readonly email: EmailAddress })
    | null;
}

/** A profile as it was sent, parsed. */
export function readProfile({ representative, ...given }: Given): Profile {
  return {
    ...given,
    representative: representative && {
      ...representative,
      email: readEmail(representative.email),
    },
  };
}

export const emptyProfile: Profile = {
  legal_name: null,
  trading_name: null,
  registration_number: null,
  tax_id: null,
  website: null,
  address: null,
  sells_to: null,
  monthly_volume: null,
  owners: [],
  representative: null,
};

const SHARES_MAX = 100;

/** Refuses, by member, what has the shape of a profile but cannot be true. */
export function checkProfile(profile: Profile, at: Date): void {
  const faults: FieldError[] = [];
  const fault = (pointer: string, code: FieldError['code'], detail: string) =>
    faults.push({ pointer, code, detail });
  if (profile.website !== null && !isWebsite(profile.website)) {
    fault('/website', 'format', 'It must be an address that begins with https:// or http://.');
  }
  const shares = profile.owners.reduce((sum, owner) => sum + owner.share_percent, 0);
  if (shares > SHARES_MAX) {
    fault('/owners', 'maximum', `The shares add up to ${shares} %; they cannot exceed 100 %.`);
  }
  for (const [index, { born_on: bornOn }] of profile.owners.entries()) {
    if (bornOn !== null && !(Date.parse(bornOn) < at.getTime())) {
      fault(`/owners/${index}/born_on`, 'maximum', 'It must be a day in the past.');
    }
  }
  if (faults.length > 0) throw invalid(...faults);
}

/** Whether the company's part is complete enough for a review. */
export function hasCompany(profile: Profile): boolean {
  const { legal_name, registration_number, address, sells_to, monthly_volume } = profile;
  return [legal_name, registration_number, address, sells_to, monthly_volume].every(
    (value) => value !== null && value !== '',
  );
}

/** Whether it names the owners and the signatories of the business. */
export function hasOwners(profile: Profile): boolean {
  return profile.owners.length > 0 && profile.representative !== null;
}

/** Names of the members that differ. */
export function changedMembers(before: Profile, after: Profile): (keyof Profile)[] {
  const names = Object.keys(emptyProfile) as (keyof Profile)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
