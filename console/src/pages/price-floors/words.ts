/** The texts about the lowest prices that one person may set. */
export const words = {
  lead: 'The margin over the highest cost of a product’s codes that every list price must leave, unless two people agree. Prices that are set stay when it changes.',
  list: 'Price floors',
  region: 'Region',
  shop: 'The whole shop',
  own: 'Own margin',
  asShop: 'As the shop',
  applies: 'Applies',
  by: 'Set by',
  at: 'Set',
  change: 'Change',
  changeOf: (name: string) => `Change the floor of ${name}`,
  margin: 'Margin over cost',
  marginHint:
    'Per cent, with at most two decimals. Empty: that of the shop applies; for the shop, 0.',
  lower: 'A lower floor waits for a second admin.',
  done: 'The price floor is set.',
  see: 'See prices below the floor',
};
