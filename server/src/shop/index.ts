export { brandSheet, colourOfSheet } from './brand-sheet.ts';
export { readShop } from './read-shop.ts';
export { setShop } from './set-shop.ts';
export { asSent, type Operator, presentShop, readOperator, type ShopSettings } from './shop.ts';
export { type ShopWatch, watchShop } from './watch-shop.ts';
