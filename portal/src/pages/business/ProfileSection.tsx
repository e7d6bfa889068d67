import { ActionIcon, Button, Fieldset, SimpleGrid, Stack } from '@mantine/core';
import type { BusinessProfile, KycCase } from '@psnb2b/contract';
import { kycCan } from '@psnb2b/contract/states';
import {
  AddressFields,
  addressLines,
  type CallForm,
  countries,
  countryName,
  type Fact,
  Facts,
  Field,
  Form,
  Section,
  say,
  withUnit,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconTrash } from '@tabler/icons-react';
import { allowed, useFormOf } from '../../client.ts';
import classes from './business.module.css';
import { emptyOwner, fieldsOf, type ProfileFields } from './profile-fields.ts';
import { words } from './words.ts';

interface Props {
  readonly profile: BusinessProfile;
  readonly kyc: KycCase;
}

/** A form while this person can edit the case, otherwise its content. */
export function ProfileSection({ profile, kyc }: Props) {
  const editable = allowed(useMe(), 'setBusiness', kycCan.edit(kyc), words.locked);
  return (
    <Section id="profile" title={words.profile} {...(!editable.can && { lead: editable.why })}>
      {editable.can ? <ProfileForm profile={profile} /> : <Facts facts={factsOf(profile)} />}
    </Section>
  );
}

const COLUMNS = { base: 1, sm: 2 };

function ProfileForm({ profile }: Pick<Props, 'profile'>) {
  const set = useFormOf('PUT /business', {
    initial: fieldsOf(profile, useMe()),
    send: (body) => ({ body }),
    onDone: () => say(words.saved),
  });
  return (
    <Form {...set} submit={words.save}>
      <SimpleGrid cols={COLUMNS}>
        <Field of={set} name="legal_name" label={words.legalName} />
        <Field of={set} name="trading_name" label={words.optional(words.tradingName)} />
        <Field of={set} name="registration_number" label={words.registrationNumber} />
        <Field of={set} name="tax_id" label={words.optional(words.taxId)} />
        <Field of={set} name="website" label={words.optional(words.website)} />
        <Field of={set} name="monthly_volume" label={words.monthlyVolume} />
      </SimpleGrid>
      <Field of={set} name="sells_to" label={words.sellsTo} rows={2} />
      <AddressFields of={set} legend={words.address} />
      <Owners of={set} />
      <Fieldset legend={words.representative}>
        <SimpleGrid cols={COLUMNS}>
          <Field of={set} name="representative.name" label={words.ownerName} />
          <Field of={set} name="representative.position" label={words.position} />
          <Field of={set} name="representative.email" label={words.email} />
          <Field of={set} name="representative.phone" label={words.optional(words.phone)} />
        </SimpleGrid>
      </Fieldset>
    </Form>
  );
}

function Owners({ of }: { readonly of: CallForm<ProfileFields> }) {
  const { owners } = of.form.values;
  return (
    <Fieldset legend={words.owners}>
      <Stack gap="md">
        {owners.length === 0 && <span className={classes.quiet}>{words.noOwners}</span>}
        {owners.map((owner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that names an owner.
          <div key={index} className={classes.owner}>
            <Field of={of} name={`owners.${index}.name`} label={words.ownerName} />
            <Field
              of={of}
              name={`owners.${index}.country`}
              label={words.ownerCountry}
              choices={countries}
            />
            <Field of={of} name={`owners.${index}.share_percent`} label={words.ownerShare} />
            <Field
              of={of}
              name={`owners.${index}.born_on`}
              label={words.optional(words.ownerBorn)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              className={classes.ownerRemove ?? ''}
              aria-label={words.removeOwner(owner.name)}
              onClick={() => of.form.removeListItem('owners', index)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => of.form.insertListItem('owners', { ...emptyOwner })}
          >
            {words.addOwner}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}

export function factsOf(profile: BusinessProfile): Fact[] {
  const { address, representative, owners } = profile;
  const withheld = (member: (typeof profile.withheld)[number]) =>
    profile.withheld.includes(member) ? words.withheld : null;
  return [
    [words.legalName, profile.legal_name],
    [words.tradingName, profile.trading_name],
    [words.registrationNumber, profile.registration_number],
    [words.taxId, withheld('tax_id') ?? profile.tax_id],
    [words.website, profile.website],
    [words.monthlyVolume, profile.monthly_volume],
    [words.address, addressLines(address)],
    [
      words.owners,
      withheld('owners') ??
        owners
          .map(
            (owner) =>
              `${owner.name}, ${countryName(owner.country)}, ${withUnit(owner.share_percent, '%')}`,
          )
          .join('\n'),
    ],
    [
      words.representative,
      withheld('representative') ??
        (representative &&
          [representative.name, representative.position, representative.email, representative.phone]
            .filter(Boolean)
            .join('\n')),
    ],
    [words.sellsTo, profile.sells_to],
  ];
}
