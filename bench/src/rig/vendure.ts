import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './cpu.ts';

const PACKAGE = new URL('../../vendure/', import.meta.url);
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as {
  dependencies: Record<string, string>;
};
export const VENDURE_VERSION = dependencies['@vendure/core'];
const FOLDER = fileURLToPath(
  new URL(`../../../node_modules/.cache/vendure-${VENDURE_VERSION}`, import.meta.url),
);
const SHOP = 'shop.mjs';
const PASSWORD = 'a password of the benchmark';

/** Installs Vendure into a folder of its own, outside what this project depends on. Throws where npm cannot. */
export async function installVendure(): Promise<void> {
  if (!existsSync(join(FOLDER, 'installed'))) {
    await mkdir(FOLDER, { recursive: true });
    await copyFile(new URL('package.json', PACKAGE), join(FOLDER, 'package.json'));
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
    const npm = spawn('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = await once(npm, 'exit');
    if (code !== 0) throw new Error(`npm install of Vendure ended with ${code}`);
    await writeFile(join(FOLDER, 'installed'), '');
  }
  await copyFile(new URL(SHOP, PACKAGE), join(FOLDER, SHOP));
}

/** Vendure's server, with its tables and products in an empty database. */
export class Vendure implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #api: string;

  constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#api = `http://127.0.0.1:${port}/shop-api`;
  }

  cpuSeconds(): number {
    return cpuSeconds(this.#child.pid ?? 0);
  }

  /** Opens a customer's account and signs in. Returns the token of the session. */
  async signIn(emailAddress: string): Promise<string> {
    await this.#call(
      'mutation($input:RegisterCustomerInput!){out:registerCustomerAccount(input:$input){__typename}}',
      { input: { emailAddress, password: PASSWORD } },
    );
    const { token } = await this.#call(
      'mutation($name:String!,$password:String!){out:login(username:$name,password:$password){__typename}}',
      { name: emailAddress, password: PASSWORD },
    );
    if (token === null) throw new Error('Vendure has opened no session');
    return token;
  }

  /** Places and pays an order: a full cart, the step to payment, the payment. */
  async buy(token: string, product: number, quantity: number): Promise<void> {
    await this.#call(
      'mutation($id:ID!,$quantity:Int!){out:addItemToOrder(productVariantId:$id,quantity:$quantity){__typename}}',
      { id: String(product), quantity },
      token,
    );
    await this.#call(
      'mutation{out:transitionOrderToState(state:"ArrangingPayment"){__typename}}',
      {},
      token,
    );
    const { state } = await this.#call(
      'mutation{out:addPaymentToOrder(input:{method:"balance",metadata:{}}){__typename ...on Order{state}}}',
      {},
      token,
    );
    if (state !== 'PaymentSettled') throw new Error(`Vendure has not settled a payment: ${state}`);
  }

  async #call(query: string, variables: object, session: string | null = null) {
    const reply = await fetch(this.#api, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(session && { authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await reply.text();
    const { data } = JSON.parse(text) as { data?: { out: { __typename: string; state?: string } } };
    if (!reply.ok || !data || data.out.__typename.endsWith('Error')) {
      throw new Error(`Vendure has refused ${query}: ${text}`);
    }
    return { state: data.out.state, token: reply.headers.get('vendure-auth-token') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

export async function startVendure(databaseUrl: string, products: number): Promise<Vendure> {
  const port = await freePort();
  const child = spawn(process.execPath, [SHOP], {
    cwd: FOLDER,
    env: {
      ...{ NODE_ENV: 'production', DATABASE_URL: databaseUrl },
      ...{ PORT: String(port), PRODUCTS: String(products) },
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Vendure ended with ${code} before it was ready`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return new Vendure(child, port);
}

/** Vendure does not say which port it got, so it cannot ask for any free one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((closed) => server.close(closed));
  return port;
}
