// The other shop of ../src/vendure.ts, run in the folder into which Vendure was installed: its default process of an order, without
// shipping, with a payment method that accepts at once, and the products that its environment names.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import {
  bootstrap,
  configureDefaultOrderProcess,
  DefaultLogger,
  defaultConfig,
  dummyPaymentHandler,
  LogLevel,
  mergeConfig,
} from '@vendure/core';
import { populate } from '@vendure/core/cli/index.js';

const { DATABASE_URL, PORT, PRODUCTS } = process.env;
const STOCK = 100_000_000;
const HEAD = [
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory',
  'variantAssets,variantFacets',
].join(',');

const config = mergeConfig(defaultConfig, {
  apiOptions: { port: Number(PORT), hostname: '127.0.0.1' },
  authOptions: {
    tokenMethod: 'bearer',
    requireVerification: false,
    cookieOptions: { secret: randomUUID() },
    superadminCredentials: { identifier: 'bench', password: randomUUID() },
  },
  dbConnectionOptions: { type: 'postgres', url: DATABASE_URL, synchronize: true, logging: false },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  orderOptions: {
    process: [configureDefaultOrderProcess({ arrangingPaymentRequiresShipping: false })],
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
});

const products = Array.from(
  { length: Number(PRODUCTS) },
  (_, at) => `Card ${at},card-${at},,,,,,SKU-${at},47.00,standard,${STOCK},true,,`,
);
await writeFile('products.csv', [HEAD, ...products, ''].join('\n'));
const initial = {
  defaultLanguage: 'en',
  defaultZone: 'World',
  countries: [{ name: 'Germany', code: 'DE', zone: 'World' }],
  taxRates: [{ name: 'standard', percentage: 0 }],
  shippingMethods: [{ name: 'None', price: 0 }],
  paymentMethods: [
    {
      name: 'Balance',
      handler: {
        code: dummyPaymentHandler.code,
        arguments: [{ name: 'automaticSettle', value: 'true' }],
      },
    },
  ],
  collections: [],
};
await populate(() => bootstrap(config), initial, 'products.csv');
process.send?.('ready');
