import { type Static, Type } from 'typebox';
import { currency, id, nullable, nullableEnum, time } from '../kit/primitives.ts';
import { line, listOf, oneOf, request } from '../kit/shapes.ts';
import { addressesMax, assets, depositMethodKinds, networks } from './assets.ts';

const words = (description: string) => nullable(Type.String({ description }));

/** What both apps show of a method. */
const shared = {
  id: id('dpm', 'Id of the method.'),
  object: Type.Literal('deposit_method'),
  kind: oneOf(depositMethodKinds, 'A bank account, or an asset on a network.'),
  holder: words('Holder of the account.'),
  iban: words('IBAN of the account, without blanks.'),
  bic: words('BIC of its bank.'),
  bank: words('Name of the bank.'),
  currency: nullable(currency('Currency of the account.')),
  asset: nullableEnum(assets, 'The asset.'),
  network: nullableEnum(networks, 'The network over which it is sent, and no other.'),
  minimum: words('The least amount that is credited, in units of the asset; null: any.'),
  confirmations: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'Blocks after which a payment is credited.',
  }),
  usual_time: Type.String({ description: 'How long a payment usually takes.' }),
};

/** A method as staff see it. */
export const DepositMethod = Type.Object(
  {
    ...shared,
    status: oneOf(
      ['waiting', 'open', 'archived'],
      '`waiting`: a second person has not confirmed it. `open`: partners see it. `archived`: they see it no more.',
    ),
    addresses_left: Type.Integer({ description: 'Addresses for the next partners.' }),
    addresses_given: Type.Integer({ description: 'Addresses that partners have.' }),
    addresses_waiting: Type.Integer({ description: 'Addresses that a second person confirms.' }),
    added_at: time('When it was added.'),
    added_by: Type.String({ description: 'Who added it, as the audit names them.' }),
    confirmed_by: nullable(Type.String({ description: 'Who confirmed it.' })),
  },
  { title: 'DepositMethod', description: 'A way to pay in.' },
);
export type DepositMethod = Static<typeof DepositMethod>;
export const DepositMethodList = listOf('DepositMethodList', 'Those in use first.', DepositMethod);
export type DepositMethodList = Static<typeof DepositMethodList>;

/** A method as partners see it. */
export const WayToPay = Type.Object(
  {
    ...shared,
    reference: words('Your reference for every bank transfer; it never changes.'),
    address: words('Your address; null until you ask for it. It never changes.'),
    address_status: nullableEnum(
      ['given', 'free', 'used_up'],
      '`given`: you have one. `free`: ask for it. `used_up`: we have none left, and import more. Null for a bank.',
    ),
  },
  { title: 'WayToPay', description: 'A way to pay in, with what you write or where you send to.' },
);
export type WayToPay = Static<typeof WayToPay>;
export const WayToPayList = listOf('WayToPayList', 'Ways to pay in.', WayToPay);

const usualTime = line(100, 'How long a payment usually takes, like “1 working day”.');
const blocks = Type.Integer({
  minimum: 1,
  maximum: 1_000,
  description: 'Blocks after which a payment is final.',
});
const minimumPattern = '^[0-9]{1,12}(\\.[0-9]{1,18})?$';
const least = Type.String({
  pattern: minimumPattern,
  description: 'The least amount that is credited, in units of the asset.',
});

export const BankTransferCreate = request('BankTransferCreate', 'A bank account of yours.', {
  holder: line(140, 'Holder of the account.'),
  iban: line(50, 'Its IBAN, with or without blanks.'),
  bic: line(20, 'BIC of the bank.'),
  bank: line(140, 'Name of the bank.'),
  currency: currency('Currency of the account.'),
  usual_time: usualTime,
});
export type BankTransferCreate = Static<typeof BankTransferCreate>;

export const DigitalAssetCreate = request('DigitalAssetCreate', 'An asset on a network.', {
  asset: oneOf(assets, 'The asset.'),
  network: oneOf(networks, 'The network over which it is sent.'),
  minimum: Type.Optional(least),
  confirmations: blocks,
  usual_time: usualTime,
});
export type DigitalAssetCreate = Static<typeof DigitalAssetCreate>;

export const DepositMethodSet = request('DepositMethodSet', 'What is left out stays.', {
  minimum: Type.Optional(least),
  confirmations: Type.Optional(blocks),
  usual_time: Type.Optional(usualTime),
});
export type DepositMethodSet = Static<typeof DepositMethodSet>;

export const DepositMethodConfirm = request('DepositMethodConfirm', 'What was looked at.', {
  addresses: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'How many addresses of others waited when you looked.',
  }),
});
export type DepositMethodConfirm = Static<typeof DepositMethodConfirm>;

export const AddressImport = request('AddressImport', 'Addresses, never keys.', {
  addresses: Type.Array(
    Type.String({ minLength: 1, maxLength: 200, description: 'An address with its checksum.' }),
    { minItems: 1, maxItems: addressesMax, description: 'They are given out in this order.' },
  ),
});
export type AddressImport = Static<typeof AddressImport>;
