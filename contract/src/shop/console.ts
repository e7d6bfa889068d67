import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Shop, ShopSet } from './schemas.ts';

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
} as const satisfies Record<string, WebAppOperation>;
