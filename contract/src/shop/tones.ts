/**
 * The tones of a brand colour, from light to dark: its hue, with the luminances of our own tones. So every contrast of the design
 * stays what it is, whatever colour the operator chooses.
 *
 * Lightness, chroma and hue are those of OKLCH (https://bottosson.github.io/posts/oklab/), luminance that of WCAG 2.2.
 */
export type Tones = readonly [
  ...[string, string, string, string, string],
  ...[string, string, string, string, string],
];

/** By tone: the relative luminance, and the share of the brand's chroma. */
const STEPS = [
  [0.8746, 0.13],
  [0.763, 0.26],
  [0.5873, 0.5],
  [0.4301, 0.8],
  [0.3408, 1],
  [0.2249, 1],
  [0.1477, 1],
  [0.1001, 0.9],
  [0.0659, 0.8],
  [0.0396, 0.7],
] as const;

type Three = readonly [number, number, number];

const ROUNDS = 24;
/** Above it, a colour looks like paint for roads; no screen shows most of those colours anyway. */
const CHROMA_MAX = 0.2;

/** The ten tones of `#rrggbb`. */
export function tonesOf(colour: string): Tones {
  const [, a, b] = toOklab(channelsOf(colour));
  const chroma = Math.min(Math.hypot(a, b), CHROMA_MAX);
  const hue = Math.atan2(b, a);
  const tones = STEPS.map(([luminance, share]) => toneOf(luminance, chroma * share, hue));
  return tones as unknown as Tones;
}

/** The contrast of two colours, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((each) => luminanceOf(channelsOf(each)))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Searches the lightness at which the colour has this luminance; the chroma gives way where no screen could show it. */
function toneOf(luminance: number, chroma: number, hue: number): string {
  const at = (lightness: number) => shown(lightness, chroma, hue);
  const lightness = search((each) => luminanceOf(at(each)) < luminance);
  return hexOf(at(lightness));
}

/** The colour with at most this chroma that a screen can show, as linear channels. */
function shown(lightness: number, chroma: number, hue: number): Three {
  const at = (share: number) =>
    toLinear([lightness, share * chroma * Math.cos(hue), share * chroma * Math.sin(hue)]);
  const isShown = (share: number) => at(share).every((each) => each >= 0 && each <= 1);
  return at(isShown(1) ? 1 : search(isShown));
}

/** The highest number from 0 to 1 for which it holds; it holds for all below that. */
function search(holds: (value: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < ROUNDS; round += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Linear channels from 0 to 1. */
function channelsOf(colour: string): Three {
  const channel = (from: number) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function hexOf(linear: Three): string {
  const channel = (value: number) => {
    const within = Math.min(Math.max(value, 0), 1);
    const coded = within <= 0.0031308 ? within * 12.92 : 1.055 * within ** (1 / 2.4) - 0.055;
    return Math.round(coded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${linear.map(channel).join('')}`;
}

function luminanceOf([red, green, blue]: Three): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toOklab([r, g, b]: Three): Three {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toLinear([lightness, a, b]: Three): Three {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
