import { ColorSwatch, SimpleGrid, Stack } from '@mantine/core';
import type { Address, Shop, ShopSet } from '@psnb2b/contract';
import {
  AddressFields,
  addressLines,
  type Draft,
  type Fact,
  Facts,
  Field,
  Form,
  Loaded,
  noAddress,
  Page,
  Section,
  say,
  Time,
  withUnit,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { BrandTones } from './BrandTones.tsx';
import { LogoSection } from './LogoSection.tsx';
import { TextsSection } from './TextsSection.tsx';
import { words } from './words.ts';

type Fields = Draft<Omit<ShopSet, 'address'> & { address: Address }>;

const COLUMNS = { base: 1, sm: 2 };
const SWATCH = 18;
/** Names of time zones, each its own label. */
const ZONES = Object.fromEntries(
  Intl.supportedValuesOf('timeZone').map((name) => [name, name.replaceAll('_', ' ')]),
);

/** Who runs this shop, as partners and documents show it. */
export function CompanyPage() {
  const shop = useRead('/shop');
  return (
    <Page lead={words.lead} width="text">
      <Loaded query={shop}>{(each) => <Company key={each.set_at} shop={each} />}</Loaded>
      <TextsSection />
    </Page>
  );
}

function Company({ shop }: { readonly shop: Shop }) {
  const may = allowed(useMe(), 'setShop');
  if (!may.can) {
    return (
      <Section title={words.company} lead={may.why}>
        <Facts facts={factsOf(shop)} />
      </Section>
    );
  }
  return (
    <>
      <LogoSection shop={shop} />
      <CompanyForm shop={shop} />
    </>
  );
}

function CompanyForm({ shop }: { readonly shop: Shop }) {
  const { object: _, logo: __, set_at: at, set_by: by, ...members } = shop;
  const initial: Fields = {
    ...members,
    // nothing: an empty field is left out
    support_email: shop.support_email ?? '',
    address: shop.address ?? noAddress,
  };
  const set = useFormOf('PUT /shop', {
    initial,
    onDone: () => say(words.saved),
  });
  return (
    <Form {...set} submit={words.save}>
      <Section title={words.seen} lead={words.seenLead}>
        <Stack gap="md">
          <SimpleGrid cols={COLUMNS}>
            <Field of={set} name="name" label={words.name} hint={words.nameHint} />
            <Field of={set} name="support_email" label={words.supportEmail} />
            <Field of={set} name="website" label={words.website} sample={words.websiteSample} />
            <Field
              of={set}
              name="brand_colour"
              label={words.brandColour}
              hint={words.brandColourHint}
              sample="#1f6feb"
              mono
            />
          </SimpleGrid>
          <BrandTones colour={set.form.values.brand_colour} />
        </Stack>
      </Section>
      <Section title={words.company} lead={words.companyLead}>
        <Stack gap="md">
          <SimpleGrid cols={COLUMNS}>
            <Field of={set} name="legal_name" label={words.legalName} />
            <Field of={set} name="registration_number" label={words.registrationNumber} />
            <Field of={set} name="tax_number" label={words.taxNumber} />
          </SimpleGrid>
          <AddressFields of={set} legend={words.address} />
        </Stack>
      </Section>
      <Section title={words.tax} lead={words.taxLead}>
        <Stack gap="md">
          <Field of={set} name="tax_percent" label={words.taxPercent} unit="%" narrow />
          <Field of={set} name="tax_note" label={words.taxNote} hint={words.taxNoteHint} rows={2} />
        </Stack>
      </Section>
      <Section title={words.days} lead={words.daysLead}>
        <Field of={set} name="time_zone" label={words.timeZone} choices={ZONES} narrow />
      </Section>
      {at !== null && by !== null && (
        <p className="quiet">
          {words.setBy(by)} <Time at={at} />
        </p>
      )}
    </Form>
  );
}

function factsOf(shop: Shop): Fact[] {
  const { address, brand_colour, tax_percent } = shop;
  return [
    [words.name, shop.name ?? words.unset],
    [words.supportEmail, shop.support_email],
    [words.website, shop.website],
    [
      words.brandColour,
      brand_colour && <ColorSwatch key="colour" color={brand_colour} size={SWATCH} />,
    ],
    [words.legalName, shop.legal_name],
    [words.registrationNumber, shop.registration_number],
    [words.taxNumber, shop.tax_number],
    [words.address, addressLines(address)],
    [words.taxPercent, tax_percent === null ? words.noTax : withUnit(tax_percent, '%')],
    [words.taxNote, shop.tax_note],
    [words.timeZone, shop.time_zone ?? words.utc],
  ];
}
