import type { Address } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { firstUnprintable } from '../kit/printable-text.ts';
import { Secret } from '../kit/secret.ts';
import { visibleText } from '../kit/visible-text.ts';
import { findProfile, type Profile } from '../partners/index.ts';
import { readLogo, type ShopSettings } from '../shop/index.ts';
import type { Vault } from '../vault/index.ts';
import type { WaitsFor } from './books.ts';
import type { Parties, StatementParties } from './document.ts';

/** Both sides of a document as they are now, or what is missing for one. */
export async function findParties(
  db: Db,
  vault: Vault,
  shop: ShopSettings,
  partnerId: string,
): Promise<Parties | WaitsFor> {
  if (shop.legalName === null || shop.address === null) return 'company';
  const { profile } = await findProfile(db, vault, partnerId);
  if (!profile.legal_name || !profile.address) return 'address';
  const printed = [profile.legal_name, ...Object.values(profile.address)];
  if (printed.some((text) => text !== null && firstUnprintable(visibleText(text)) !== null)) {
    return 'letters';
  }
  const { address, legal_name: name } = profile;
  return {
    shopName: shop.shownName,
    brandColour: shop.brandColour,
    logo: shop.logo?.hash ?? null,
    seller: { ...sellerOf(shop), name: shop.legalName, address: shop.address },
    buyer: { ...buyerOf(profile), name: visibleText(name), address: visibleAddress(address) },
  };
}

/** Both sides of a statement as they are now, with their names if there is nothing more: money moves before anybody has filled in a form. */
export async function partiesNow(
  db: Db,
  vault: Vault,
  shop: ShopSettings,
  partner: { readonly partnerId: string; readonly name: string },
): Promise<StatementParties> {
  const { profile } = await findProfile(db, vault, partner.partnerId);
  const { address, legal_name: name } = profile;
  return {
    shopName: shop.shownName,
    brandColour: shop.brandColour,
    logo: shop.logo?.hash ?? null,
    seller: { ...sellerOf(shop), name: shop.legalName ?? shop.shownName, address: shop.address },
    buyer: {
      ...buyerOf(profile),
      name: visibleText(name || partner.name),
      address: address && visibleAddress(address),
    },
  };
}

/** The picture at the top of a sheet: the one of its parties, unless no printer of ours knows its kind. */
export async function pictureOf(
  db: Db,
  { logo = null }: Pick<Parties, 'logo'>,
): Promise<Uint8Array | null> {
  const found = logo === null ? null : await readLogo(db, logo);
  return found === null || found.kind === 'webp' ? null : found.bytes;
}

function sellerOf({ registrationNumber, taxNumber, supportEmail, website }: ShopSettings) {
  return { registrationNumber, taxNumber, email: supportEmail, website };
}

function buyerOf({ registration_number, tax_id }: Profile) {
  return {
    registrationNumber: textOrNull(registration_number),
    taxNumber: textOrNull(tax_id),
    ...{ email: null, website: null },
  };
}

/** Company data name people of small businesses, so they are sealed as profiles are. */
export function sealParties(vault: Vault, documentId: string, parties: Parties): Buffer {
  return vault.sealSecret('profiles', placeOf(documentId), new Secret(JSON.stringify(parties)));
}

export function openParties(vault: Vault, documentId: string, sealed: Buffer): Parties {
  return JSON.parse(vault.openSecret('profiles', placeOf(documentId), sealed).reveal()) as Parties;
}

function placeOf(documentId: string) {
  return { kind: 'document', ids: [documentId] };
}

function visibleAddress(address: Address): Address {
  return {
    line1: visibleText(address.line1),
    line2: textOrNull(address.line2),
    city: visibleText(address.city),
    state: textOrNull(address.state),
    postal_code: textOrNull(address.postal_code),
    country: address.country,
  };
}

function textOrNull(text: string | null): string | null {
  return text === null ? null : visibleText(text) || null;
}
