import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { emailInput, line, listOf, oneOf, request, text } from '../kit/shapes.ts';
import { Address } from '../kyc/schemas.ts';

/** Its name until the operator sets one. */
export const shopNameDefault = 'psnb2b';

const brandColour = {
  pattern: '^#[0-9a-fA-F]{6}$',
  description: 'Colour of the brand as `#rrggbb`; null for the default colours.',
};

const members = {
  name: nullable(line(80, `Its name as partners see it; null for \`${shopNameDefault}\`.`)),
  legal_name: nullable(line(200, 'Registered name of the business that runs it.')),
  address: Type.Union([Address, Type.Null()], { description: 'Registered address.' }),
  registration_number: nullable(line(60, 'Registration number.')),
  tax_number: nullable(line(60, 'Tax or VAT number.')),
  website: nullable(Type.String({ maxLength: 300, description: 'Address of its site.' })),
  brand_colour: nullable(Type.String(brandColour)),
  tax_percent: nullable(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 100,
      description: 'Tax that its prices include, in percent; null shows no tax on documents.',
    }),
  ),
  tax_note: nullable(
    text(500, 'Sentence about tax on every document, such as the legal ground for it.'),
  ),
  time_zone: nullable(
    Type.String({
      maxLength: 64,
      pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
      description:
        'Time zone in which sales are counted by day, such as `Europe/Berlin`; null for UTC.',
    }),
  ),
};

const ShopLogo = Type.Object(
  {
    url: Type.String({ description: 'Where anybody can load it.' }),
    width: Type.Integer({ minimum: 1, description: 'Its pixels.' }),
    height: Type.Integer({ minimum: 1, description: 'Its pixels.' }),
  },
  { description: 'A picture by which partners know the shop.' },
);

export const LogoSet = request('LogoSet', 'A picture that was uploaded before.', {
  file_id: id('fil', 'A PNG, JPEG or WebP of at most 256 KiB; it is copied.'),
});
export type LogoSet = Static<typeof LogoSet>;

/** Who runs this shop. */
export const Shop = Type.Object(
  {
    object: Type.Literal('shop'),
    ...members,
    logo: Type.Union([ShopLogo, Type.Null()], { description: 'Its logo.' }),
    version: Type.Integer({ minimum: 0, description: 'How often it was set.' }),
    support_email: nullable(Type.String({ description: 'Where partners reach support.' })),
    set_at: nullable(time('When it was set; null if never.')),
    set_by: nullable(Type.String({ description: 'Who set it.' })),
  },
  { title: 'Shop', description: 'Who runs this shop, as partners and documents show it.' },
);
export type Shop = Static<typeof Shop>;

export const ShopSet = request('ShopSet', 'The whole of it; what has no value is null.', {
  ...members,
  version: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000,
      description:
        'The version that you changed. If somebody set another one since, this is refused; left out: the last one applies.',
    }),
  ),
  support_email: Type.Optional(emailInput('Where partners reach support; left out: nowhere.')),
});
export type ShopSet = Static<typeof ShopSet>;

const LegalText = Type.Object(
  {
    name: oneOf(['policy', 'terms', 'privacy', 'imprint'], 'Its name, and its address.'),
    object: Type.Literal('legal_text'),
    title: Type.String({ description: 'What the foot of every page calls it.' }),
    is_default: Type.Boolean({
      description:
        'Whether the text that comes with the software applies, because nobody wrote another one.',
    }),
    since: Type.String({ description: 'The day from which it is in force.' }),
    next: nullable(Type.String({ description: 'The day from which another version applies.' })),
  },
  { title: 'LegalText', description: 'A text that the shop publishes about itself.' },
);
export const LegalTextList = listOf('LegalTextList', 'The texts in force.', LegalText);
export type LegalTextList = Static<typeof LegalTextList>;
