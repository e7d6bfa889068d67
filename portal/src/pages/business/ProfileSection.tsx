import {
  ActionIcon,
  Button,
  Fieldset,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { BusinessProfile, KycCase } from '@psnb2b/contract';
import { kycCan } from '@psnb2b/contract/states';
import { type Fact, Facts, Form, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { IconTrash } from '@tabler/icons-react';
import { countries, countryName } from '../../countries.ts';
import { allowed, useDo } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './business.module.css';
import { emptyOwner, type ProfileFields, toFields, toInput } from './profile-form.ts';

const words = t.business;

interface Props {
  readonly profile: BusinessProfile;
  readonly kyc: KycCase;
}

/** A form while the case can be edited by this person, else what it says. */
export function ProfileSection({ profile, kyc }: Props) {
  const editable = allowed(useMe(), 'setBusiness', kycCan.edit(kyc), t.why.caseLocked);
  return (
    <Section title={words.profile} {...(!editable.can && { lead: editable.why })}>
      <div id="profile">
        {editable.can ? <ProfileForm profile={profile} /> : <Facts facts={factsOf(profile)} />}
      </div>
    </Section>
  );
}

function ProfileForm({ profile }: Pick<Props, 'profile'>) {
  const form = useForm<ProfileFields>({ initialValues: toFields(profile) });
  const act = useDo('PUT /business', {
    send: (fields: ProfileFields) => ({ body: toInput(fields) }),
    onDone: () => say(words.saved),
  });
  const field = form.getInputProps;
  return (
    <Form form={form} act={act} submit={words.save}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={words.legalName} {...field('legal_name')} />
        <TextInput label={words.tradingName} {...field('trading_name')} />
        <TextInput label={words.registrationNumber} {...field('registration_number')} />
        <TextInput label={words.taxId} {...field('tax_id')} />
        <TextInput label={words.website} inputMode="url" {...field('website')} />
        <TextInput label={words.monthlyVolume} {...field('monthly_volume')} />
      </SimpleGrid>
      <Textarea label={words.sellsTo} autosize minRows={2} {...field('sells_to')} />
      <Fieldset legend={words.address}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={words.line1} {...field('address.line1')} />
          <TextInput label={words.line2} {...field('address.line2')} />
          <TextInput label={words.postalCode} {...field('address.postal_code')} />
          <TextInput label={words.city} {...field('address.city')} />
          <TextInput label={words.state} {...field('address.state')} />
          <Select label={words.country} data={countries} searchable {...field('address.country')} />
        </SimpleGrid>
      </Fieldset>
      <Owners form={form} />
      <Fieldset legend={words.representative}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={words.ownerName} {...field('representative.name')} />
          <TextInput label={words.position} {...field('representative.position')} />
          <TextInput label={words.email} type="email" {...field('representative.email')} />
          <TextInput label={words.phone} inputMode="tel" {...field('representative.phone')} />
        </SimpleGrid>
      </Fieldset>
    </Form>
  );
}

function Owners({ form }: { readonly form: UseFormReturnType<ProfileFields> }) {
  const { owners } = form.values;
  return (
    <Fieldset legend={words.owners}>
      <Stack gap="md">
        {owners.length === 0 && <span className={classes.quiet}>{words.noOwners}</span>}
        {owners.map((owner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that names an owner.
          <div key={index} className={classes.owner}>
            <TextInput label={words.ownerName} {...form.getInputProps(`owners.${index}.name`)} />
            <Select
              label={words.ownerCountry}
              data={countries}
              searchable
              {...form.getInputProps(`owners.${index}.country`)}
            />
            <NumberInput
              label={words.ownerShare}
              min={0}
              max={100}
              decimalScale={2}
              hideControls
              {...form.getInputProps(`owners.${index}.share_percent`)}
            />
            <TextInput
              label={words.ownerBorn}
              type="date"
              {...form.getInputProps(`owners.${index}.born_on`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              className={classes.ownerRemove ?? ''}
              aria-label={words.removeOwner(owner.name)}
              onClick={() => form.removeListItem('owners', index)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => form.insertListItem('owners', { ...emptyOwner })}
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
  const lines = address && [
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(' '),
    address.state,
    countryName(address.country),
  ];
  return [
    [words.legalName, profile.legal_name],
    [words.tradingName, profile.trading_name],
    [words.registrationNumber, profile.registration_number],
    [words.taxId, withheld('tax_id') ?? profile.tax_id],
    [words.website, profile.website],
    [words.monthlyVolume, profile.monthly_volume],
    [words.address, lines?.filter(Boolean).join('\n')],
    [
      words.owners,
      withheld('owners') ??
        owners
          .map((owner) => `${owner.name}, ${countryName(owner.country)}, ${owner.share_percent} %`)
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
