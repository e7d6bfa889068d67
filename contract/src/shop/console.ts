import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { LegalTextList, LogoSet, Shop, ShopSet } from './schemas.ts';

/** Who runs this shop. */
export const consoleShopOperations = {
  getShop: {
    ...reading,
    tag: 'Company',
    id: 'getShop',
    path: '/shop',
    summary: 'Read who runs this shop',
    description: 'Its name, its company data, its brand colour, and the tax line of documents.',
    replies: ok(Shop, 'The shop.'),
  },
  listLegalTexts: {
    ...reading,
    tag: 'Company',
    id: 'listLegalTexts',
    path: '/shop/legal-texts',
    summary: 'List the legal texts',
    description:
      'Which of them are still those that come with the software. The operator’s own are files in the folder `texts` of the data folder.',
    replies: ok(LegalTextList, 'The texts.'),
  },
  setShop: {
    ...acting,
    ...moving('rights'),
    method: 'PUT',
    tag: 'Company',
    roles: ['admin'],
    id: 'setShop',
    path: '/shop',
    summary: 'Set who runs this shop',
    description:
      'It applies everywhere within a second, and to documents that are issued from then on. The admins are notified.',
    body: ShopSet,
    replies: ok(Shop, 'The shop.'),
    refusals: ['invalid_state'],
  },
  setLogo: {
    ...acting,
    ...moving('rights'),
    tag: 'Company',
    roles: ['admin'],
    id: 'setLogo',
    path: '/shop/logo',
    summary: 'Set the logo',
    description:
      'Pages show it from then on; documents that were issued before, and e-mails, keep what they had. The admins are notified.',
    body: LogoSet,
    replies: ok(Shop, 'The shop.'),
    refusals: ['limit_reached'],
  },
  removeLogo: {
    ...acting,
    ...moving('rights'),
    tag: 'Company',
    roles: ['admin'],
    id: 'removeLogo',
    path: '/shop/logo/remove',
    summary: 'Remove the logo',
    description: 'Pages show the name in its place. The admins are notified.',
    replies: ok(Shop, 'The shop.'),
  },
} as const satisfies Record<string, WebAppOperation>;
