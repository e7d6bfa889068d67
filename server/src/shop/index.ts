export { brandSheet, colourOfSheet } from './brand-sheet.ts';
export { letterheadOf } from './letterhead-of.ts';
export {
  hashOfLogo,
  isSquare,
  LOGO_BYTES_MAX,
  type Logo,
  type LogoBytes,
  logoAddress,
  logoFault,
  logoOf,
} from './logo.ts';
export { readLogo } from './read-logo.ts';
export { readShop } from './read-shop.ts';
export { setLogo } from './set-logo.ts';
export { setShop } from './set-shop.ts';
export {
  type BackupStatement,
  dismissSetUp,
  markDemo,
  readSetUpNotes,
  stateBackup,
} from './set-up.ts';
export {
  asSent,
  type Operator,
  presentShop,
  readOperator,
  type ShopSettings,
  zoneOf,
} from './shop.ts';
export { type ShopWatch, watchShop } from './watch-shop.ts';
