/**
 * Guards: the dashboard for Grafana shows figures of this version: each metric and each label that it names is the server's, and each
 * panel says what it shows, in which unit, and overlaps no other.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { metricsOf } from './metrics-of.ts';
import { readText } from './read-deploy.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly fieldConfig: { readonly defaults: { readonly unit: string } };
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const dashboard = JSON.parse(readText('deploy/grafana-dashboard.json'));
const all: Panel[] = dashboard.panels;
const panels = all.filter(({ type }) => type !== 'row');
/** Of Prometheus itself, beside those of the metrics. */
const LABELS_OF_SCRAPES = ['instance', 'le'];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('every metric of the dashboard exists', async () => {
  const named = new Set(
    panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/psnb2b_\w+/g) ?? [])),
  );
  expect(named.size).toBeGreaterThan(20);
  expect(await metricsOf(shop)).toEqual(expect.arrayContaining([...named]));
});

test('every metric of an alert is on the dashboard', () => {
  const shown = new Set(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
  const missing = [...new Set(readText('deploy/alerts.yml').match(/psnb2b_\w+/g))].filter(
    (metric) => ![...shown].some((expr) => expr.includes(metric)),
  );
  expect(missing).toEqual([]);
});

test('every panel has a title of its own, says what it shows, and has a unit and figures', () => {
  const titles = panels.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { title, description, fieldConfig, targets } of panels) {
    expect([title, description]).toEqual([title, expect.stringMatching(/\S+ .*\.$/)]);
    expect([title, fieldConfig.defaults.unit]).toEqual([
      title,
      expect.stringMatching(/^(s|bytes|short|none|reqps|ops|percentunit)$/),
    ]);
    expect([title, targets.length]).not.toEqual([title, 0]);
    for (const { expr, legendFormat } of targets) {
      expect([title, expr]).toEqual([title, expect.stringContaining('psnb2b_')]);
      expect(legendFormat).not.toBe('');
      // A legend shows a label that its figures still have.
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
      const kept = [...expr.matchAll(/\bby \(([\w, ]+)\)/g)].flatMap(([, labels = '']) =>
        labels.split(', '),
      );
      const known = kept.length > 0 ? kept : LABELS_OF_SCRAPES;
      expect([title, known]).toEqual([title, expect.arrayContaining(shown)]);
    }
  }
});

test('no panel covers another, and all are as wide as the page at most', () => {
  const cells = all.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from(
      { length: w * h },
      (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`,
    );
  });
  expect(new Set(cells).size).toBe(cells.length);
});

test('the dashboard asks for its data source, and names none', () => {
  expect(dashboard.templating.list.map(({ type }: { type: string }) => type)).toEqual([
    'datasource',
  ]);
  const sources = readText('deploy/grafana-dashboard.json').match(/"uid": "[^"]*"/g) ?? [];
  const fixed = sources.filter((source) => !source.includes('{datasource}'));
  expect(fixed).toEqual(['"uid": "psnb2b"']);
});
