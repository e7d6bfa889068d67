import type { Person } from './desk.ts';

/** Fills in the profile of a business in the portal, with all that a review needs, and saves it. */
export async function fillProfile({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Business', exact: true }).click();
  await page.getByLabel('Registered name').fill('Nordlicht Handel GmbH');
  await page.getByLabel('Registration number').fill('HRB 4711');
  await page.getByLabel('Website').fill('https://nordlicht.example');
  await page
    .getByLabel('Who are your customers, and how do you sell to them?')
    .fill('Gamers in Germany, online.');
  await page.getByLabel('Expected monthly volume').fill('20,000 EUR');
  await page.getByLabel('Street and number').fill('Hafenstr. 1');
  await page.getByLabel('Postal code').fill('20457');
  await page.getByLabel('City').fill('Hamburg');
  await choose(page, page.getByRole('group', { name: 'Registered address' }), 'Germany');
  await page.getByRole('button', { name: 'Add an owner' }).click();
  const owners = page.getByRole('group', { name: 'Owners of 25 % or more' });
  await owners.getByLabel('Full name').fill('Olga Nordmann');
  await choose(page, owners, 'Germany');
  await owners.getByLabel('Share in %').fill('100');
  const signer = page.getByRole('group', { name: 'Representative who signs for the business' });
  await signer.getByLabel('Full name').fill('Olga Nordmann');
  await signer.getByLabel('Position').fill('Managing director');
  await signer.getByLabel('E-mail').fill('olga@nordlicht.example');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('The profile was saved.').waitFor();
}

async function choose(
  page: Person['page'],
  within: ReturnType<Person['page']['getByRole']>,
  country: string,
): Promise<void> {
  await within.getByRole('combobox', { name: 'Country' }).fill(country);
  await page.getByRole('option', { name: country }).click();
}
