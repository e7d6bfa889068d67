/** Every sentence about test money. */
export const testMoney = {
  title: 'Test balance',
  lead: 'What test keys can spend. It is not real money: set it as high or as low as your test needs.',
  available: 'Can be spent now',
  held: 'Held for orders that wait',
  set: 'Set the test balance',
  amount: (currency: string) => `Balance, in ${currency}`,
  hint: 'What pending test orders hold is included, so that it cannot be less.',
  done: 'The test balance is set.',
};
