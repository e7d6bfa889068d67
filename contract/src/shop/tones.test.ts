/** Guards: whatever colour an operator chooses, every text of the apps and the public pages can be read, in light and dark. */
import { expect, test } from 'vitest';
import { contrastOf, tonesOf } from './tones.ts';

const READABLE = 4.5;
/** The grounds of the themes (`ui/src/theme`), light and dark. */
const LIGHT = ['#ffffff', '#faf9f6', '#f6f5f1', '#f0eee8'];
const DARK = ['#101516', '#121819', '#171e20', '#1d2527'];

/** The worst contrast of each use of the tones. */
function contrasts(colour: string): Record<string, number> {
  const tones = tonesOf(colour);
  const least = (tone: number, others: readonly string[]) =>
    Math.min(...others.map((each) => contrastOf(tones[tone] ?? '', each)));
  return {
    'white on a button, in light': least(7, ['#ffffff']),
    'white on a button under the pointer, in light': least(8, ['#ffffff']),
    'white on a button, in dark': least(6, ['#ffffff']),
    'a link, in light': least(7, LIGHT),
    'a link, in dark': least(4, DARK),
    'a link of a public page, in dark': least(3, DARK),
    'dark letters on a button of a public page, in dark': least(4, ['#101516']),
    'quiet buttons, in light': least(9, [tones[1], tones[2]]),
  };
}

function* colours(): Generator<string> {
  yield* ['#ffff00', '#ffffff', '#000000', '#808080', '#ff0000', '#0000ff', '#00ff00', '#ffd200'];
  const steps = [0, 1, 51, 102, 153, 204, 254, 255];
  for (const red of steps) {
    for (const green of steps) {
      for (const blue of steps) {
        yield `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`;
      }
    }
  }
}

test('every text on or in a tone of any colour has a contrast of at least 4.5', () => {
  const unreadable = [...colours()].flatMap((colour) =>
    Object.entries(contrasts(colour))
      .filter(([, contrast]) => contrast < READABLE)
      .map(([use, contrast]) => `${colour}: ${use} ${contrast.toFixed(2)}`),
  );
  expect(unreadable).toEqual([]);
});

test('every tone is a colour, each darker than the one before it, of the hue that was chosen', () => {
  for (const colour of colours()) {
    const tones = tonesOf(colour);
    expect(tones.every((each) => /^#[0-9a-f]{6}$/.test(each))).toBe(true);
    const toBlack = tones.map((each) => contrastOf(each, '#000000'));
    expect(toBlack).toEqual([...toBlack].sort((a, b) => b - a));
  }
  const [red, green, blue] = [1, 3, 5].map((at) =>
    Number.parseInt(tonesOf('#1f6feb')[7].slice(at, at + 2), 16),
  ) as [number, number, number];
  expect(blue).toBeGreaterThan(green);
  expect(green).toBeGreaterThan(red);
  expect(new Set(tonesOf('#ffffff')[7].match(/[0-9a-f]{2}/g)).size).toBe(1);
});
