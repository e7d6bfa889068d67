/**
 * Guards what a person sees of a refusal, in a real browser: its sentence, and its members in words: how much of a
 * limit is used and when it resets, how long to wait, what the state is now; and never instructions for programs.
 */
import { PASSWORD, signUp, smallFile, stepUp } from '@psnb2b/server/testkit';
import { staff } from '@psnb2b/server/testkit/people';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

vi.setConfig({ testTimeout: 300_000 });

let desk: Desk;
let owner: Awaited<ReturnType<typeof signUp>>;
let person: Person;
beforeAll(async () => {
  desk = await openDesk();
  owner = await signUp(desk.shop);
  person = await comeIn(desk, owner.visitor);
});
afterAll(() => desk[Symbol.asyncDispose]());

const refusal = ({ page }: Person) => page.getByRole('alert').first();
async function open({ page }: Person, path: string): Promise<void> {
  await page.goto(`${desk.shop.url}/portal${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}
async function look(who: Person, name: string): Promise<void> {
  expect(await lookAt(who, `refusal-${name}`)).toEqual([]);
  const shown = (await refusal(who).innerText()).replace(/req_\w+/, '');
  expect(shown).not.toMatch(/Retry-After|library|multipart|_|T\d\d:/);
}

test('a quota that is used up: how much, and when it resets', async () => {
  const { visitor: admin } = await staff(desk.shop, 'admin');
  await stepUp(desk.clock, admin);
  const { status } = await admin.post('/quotas/tickets', { per_day: 1 });
  expect(status).toBe(200);
  await open(person, '/support/new');
  const { page } = person;
  for (const subject of ['First', 'Second']) {
    await open(person, '/support/new');
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Message').fill('How do we pay?');
    await page.getByRole('button', { name: 'Send' }).click();
    if (subject === 'First') await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  }
  await refusal(person).getByText('Used: 1 of 1.').waitFor();
  await refusal(person)
    .getByText(/continue after \d{1,2} \w{3} \d{4}/)
    .waitFor();
  await refusal(person).getByText('What you typed is still here.').waitFor();
  await look(person, 'limit');
});

test('a state that changed meanwhile: the current state', async () => {
  const { page } = person;
  await open(person, '/support');
  await page.getByRole('link', { name: 'First' }).click();
  await page.getByLabel('Your answer').fill('One more thing.');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await owner.visitor.post(`/tickets/${id}/close`);
  await page.getByRole('button', { name: 'Send' }).click();
  await refusal(person).getByText('Current state: closed.').waitFor();
  await look(person, 'state');
});

test('an incomplete upload: to try again, without advice for programmers', async () => {
  const { page } = person;
  await page.route('**/portal/api/files', async (route) => {
    const whole = route.request().postDataBuffer() ?? Buffer.alloc(0);
    await route.continue({ postData: whole.subarray(0, whole.length - 40) });
  });
  await open(person, '/support/new');
  const upload = {
    name: 'bill.png',
    mimeType: 'image/png',
    buffer: Buffer.from(smallFile('small.png')),
  };
  await page.getByLabel('Attach a file').setInputFiles(upload);
  await refusal(person).waitFor();
  await look(person, 'upload');
  await page.unroute('**/portal/api/files');
});

test('too many wrong passwords: how long to wait', async () => {
  const stranger = await desk.person();
  await open(stranger, '/sign-in');
  const { page } = stranger;
  for (let attempt = 0; attempt <= 10; attempt += 1) {
    await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(`${PASSWORD} ${attempt}`);
    const answered = page.waitForResponse('**/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await answered;
  }
  await refusal(stranger)
    .getByText(/^You can try again in \d+ seconds\.$/)
    .waitFor();
  await look(stranger, 'wait');
  await stranger.context.close();
});
