import type { Letterhead } from '../kit/mail/index.ts';
import { logoAddress } from './logo.ts';
import type { ShopSettings } from './shop.ts';

/** What e-mails show of the shop; `url` is the address of this server. */
export function letterheadOf(
  { shownName, brandColour, logo, supportEmail }: ShopSettings,
  url: string,
): Letterhead {
  return {
    name: shownName,
    colour: brandColour,
    logo: logo && url + logoAddress(logo),
    supportEmail,
  };
}
