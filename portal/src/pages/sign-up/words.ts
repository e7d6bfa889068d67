export const words = {
  title: 'Register your business',
  lead: 'You get test keys at once, and live keys after a brief review, typically within a day.',
  business: 'Business name',
  country: 'Country',
  countryHint: 'Where the business is registered.',
  currency: 'Currency',
  currencyHint: 'For prices and your balance. You cannot change it later.',
  name: 'Your name',
  email: 'Work e-mail',
  password: 'Password',
  passwordHint:
    'At least 10 characters. A few unusual words are better than a short, complicated password.',
  submit: 'Register',
  haveAccount: 'Have an account already?',
  signIn: 'Sign in',
  doneTitle: 'Check your inbox',
  inDemo:
    'This is a demo shop. If it has no mail server, its staff read the e-mail in the console, under E-mail.',
  done: (email: string) =>
    `We sent a link to ${email}. Open it in this browser to complete the registration; it may take a minute to arrive.`,
};
