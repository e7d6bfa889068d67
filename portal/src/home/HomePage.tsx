import type { PublicCatalogue } from '@psnb2b/contract';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './home.module.css';
import { words } from './words.ts';

type Catalogue = PublicCatalogue;

/** The public page: what the service is, on one screen and below it, with the current regions and tiers. */
export function HomePage() {
  const catalogue = useCatalogue();
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <a href="/" className={classes.brand}>
          psnb2b
          <span className={classes.cursor} aria-hidden />
        </a>
        <nav className={classes.links}>
          <a href="/docs">{words.docs}</a>
          <a href="/portal/sign-in">{words.signIn}</a>
          <a href="/portal/sign-up" className={classes.button}>
            {words.signUp}
          </a>
        </nav>
      </header>
      <main>
        <div className={classes.hero}>
          <div className={classes.heroWords}>
            <h1>{words.headline}</h1>
            <p>{words.lead}</p>
            <div className={classes.heroActs}>
              <a href="/portal/sign-up" className={classes.buttonLarge}>
                {words.start}
              </a>
              <a href="/docs">{words.read}</a>
            </div>
          </div>
          <Curl />
        </div>
        <Regions catalogue={catalogue} />
        <Block title={words.flow}>
          <ol className={classes.flow}>
            {words.flowSteps.map(([title, line]) => (
              <li key={title}>
                <h3>{title}</h3>
                <p>{line}</p>
              </li>
            ))}
          </ol>
        </Block>
        <Tiers catalogue={catalogue} />
        <Block title={words.faq}>
          <dl className={classes.questions}>
            {words.questions.map(([question, answer]) => (
              <div key={question}>
                <dt>{question}</dt>
                <dd>{answer}</dd>
              </div>
            ))}
          </dl>
        </Block>
        <Block title={words.policy}>
          <p className={classes.prose}>{words.policyText}</p>
        </Block>
      </main>
      <footer className={classes.foot}>{words.disclaimer}</footer>
    </div>
  );
}

/** Undefined while it is loading, null if it cannot be loaded. */
function useCatalogue(): Catalogue | null | undefined {
  const [catalogue, setCatalogue] = useState<Catalogue | null>();
  useEffect(() => {
    const stop = new AbortController();
    fetch('/portal/api/catalogue', { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`the catalogue answered ${response.status}`);
        setCatalogue((await response.json()) as Catalogue);
      })
      .catch(() => {
        if (!stop.signal.aborted) setCatalogue(null);
      });
    return () => stop.abort();
  }, []);
  return catalogue;
}

function Block({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className={classes.block} aria-label={title}>
      <h2>{title}</h2>
      {lead && <p className={classes.lead}>{lead}</p>}
      {children}
    </section>
  );
}

function Curl() {
  const host = `${location.origin}/api/v1`;
  const lines = [
    'KEY="Authorization: Bearer psnb2b_test_…"',
    `curl ${host}/inventory -H "$KEY"`,
    `curl ${host}/orders -H "$KEY" --json '{"region":"US","denomination":50,"quantity":10}'`,
    `curl ${host}/orders/ord_…/codes -H "$KEY"`,
  ];
  return (
    <figure className={classes.curl}>
      <figcaption>{words.curl}</figcaption>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by key. */}
      <pre tabIndex={0}>
        {lines.map((line) => (
          <code key={line}>
            <span className={classes.prompt} aria-hidden>
              ${' '}
            </span>
            {line}
          </code>
        ))}
      </pre>
    </figure>
  );
}

function Regions({ catalogue }: { catalogue: Catalogue | null | undefined }) {
  const regions = catalogue?.regions ?? [];
  const products = regions.reduce((sum, { denominations }) => sum + denominations.length, 0);
  return (
    <Block
      title={words.regions}
      {...(catalogue && { lead: words.regionsLead(regions.length, products) })}
    >
      {catalogue === null && <p>{words.unavailable}</p>}
      <ul className={classes.regions} aria-busy={catalogue === undefined}>
        {regions.map(({ region, name, currency, denominations, in_stock }) => (
          <li key={region} className={classes.region}>
            <div className={classes.regionHead}>
              <span className={classes.code}>{region}</span>
              <h3>{name}</h3>
              <span className={classes.stock} data-in={in_stock}>
                {in_stock ? words.inStock : words.outOfStock}
              </span>
            </div>
            <div className={classes.values}>
              <span className={classes.currency}>{currency}</span>
              {denominations.map((value) => (
                <span key={value}>{value.toLocaleString('en')}</span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Tiers({ catalogue }: { catalogue: Catalogue | null | undefined }) {
  const tiers = catalogue?.tiers ?? [];
  if (tiers.length === 0) return null;
  return (
    <Block title={words.tiers} lead={words.tiersLead}>
      {/* by hand: this page loads without the app, and without its components. */}
      <table className={classes.tiers}>
        <thead>
          <tr>
            <th scope="col">{words.tier}</th>
            <th scope="col">{words.volume}</th>
            <th scope="col">{words.discount}</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr key={`${tier.currency} ${tier.name}`}>
              <th scope="row">{tier.name}</th>
              <td>
                {words.from} {tier.volume_30d.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')}{' '}
                {tier.currency}
              </td>
              <td>{(tier.discount_bps / 100).toFixed(2)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}
