/** A colour as `#rrggbb`. */
export type Colour = `#${string}`;

/** A step of an outline, in pixels: as fonts have them. */
export type Step =
  | readonly ['move' | 'line', number, number]
  | readonly ['curve', number, number, number, number]
  | readonly ['cubic', number, number, number, number, number, number];

/** Pixels of red, green, blue and alpha, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Lines that stand for a curve: at the sizes that we draw, they leave it by less than a tenth of a pixel. */
const PIECES = 16;

/** An opaque picture that is drawn on. What is outside its frame is left out. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, row by row. */
  readonly rgb: Uint8Array;

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3);
    this.fill(rectangle(0, 0, width, height), ground);
  }

  /** Fills outlines, each of which is closed, with smooth edges: a pixel gets as much of the colour as is covered of it. */
  fill(steps: readonly Step[], colour: Colour): void {
    const cover = new Float32Array(this.#row() * this.height);
    for (const [from, to] of linesOf(steps)) this.#addLine(cover, from, to);
    const ink = channels(colour);
    for (let y = 0; y < this.height; y += 1) {
      let sum = 0;
      for (let x = 0; x < this.width; x += 1) {
        // nothing: it is within the buffer
        sum += cover[y * this.#row() + x] ?? 0;
        const share = Math.min(Math.abs(sum), 1);
        if (share > 0.002) this.#mix(y * this.width + x, ink, share);
      }
    }
  }

  /** Draws a picture over what is there, in the given size; each pixel is the mean of those that it covers. */
  picture(picture: Picture, left: number, top: number, width: number, height: number): void {
    const [stepX, stepY] = [picture.width / width, picture.height / height];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [red, green, blue, alpha] = meanOf(picture, x * stepX, y * stepY, stepX, stepY);
        const [atX, atY] = [left + x, top + y];
        if (atX < 0 || atY < 0 || atX >= this.width || atY >= this.height) continue;
        this.#mix(atY * this.width + atX, [red, green, blue], alpha / 255);
      }
    }
  }

  /** Room for what is right of the last pixel of a row. */
  #row(): number {
    return this.width + 2;
  }

  #mix(at: number, ink: readonly number[], share: number): void {
    for (let channel = 0; channel < 3; channel += 1) {
      const place = at * 3 + channel;
      // nothing: it is within the buffer
      const before = this.rgb[place] ?? 0;
      // nothing: a colour has three channels
      this.rgb[place] = Math.round(before + ((ink[channel] ?? 0) - before) * share);
    }
  }

  /**
   * Adds the area right of a line to each pixel that it crosses, signed by its direction; the sum along a row is then what an outline
   * covers of each pixel (accumulation buffer, as in font-rs).
   */
  #addLine(cover: Float32Array, from: readonly number[], to: readonly number[]): void {
    const [x0 = 0, y0 = 0] = from;
    const [x1 = 0, y1 = 0] = to;
    if (y0 === y1) return;
    const sign = y0 < y1 ? 1 : -1;
    const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
    const slope = (x1 - x0) / (y1 - y0);
    const xAt = (y: number) => Math.min(Math.max(x0 + (y - y0) * slope, 0), this.width);
    const end = Math.min(this.height, Math.ceil(bottom));
    for (let y = Math.max(0, Math.floor(top)); y < end; y += 1) {
      const [begin, stop] = [Math.max(y, top), Math.min(y + 1, bottom)];
      this.#addPiece(cover, y, xAt(begin), xAt(stop), (stop - begin) * sign);
    }
  }

  /** The same of the piece of a line in one row, which is `height` of it high. */
  #addPiece(cover: Float32Array, y: number, x0: number, x1: number, height: number): void {
    const [low, high] = [Math.min(x0, x1), Math.max(x0, x1)];
    const first = Math.floor(low);
    const last = Math.max(Math.ceil(high), first + 1);
    const row = y * this.#row();
    let before = 0;
    for (let x = first; x < last; x += 1) {
      const covered = height * shareLeftOf(x + 1, low, high);
      // nothing: it is within the buffer
      cover[row + x] = (cover[row + x] ?? 0) + covered - before;
      before = covered;
    }
    // nothing: it is within the buffer
    cover[row + last] = (cover[row + last] ?? 0) + height - before;
  }
}

/** The mean share, within the pixel that ends at `x`, of what is right of a piece that runs from `low` to `high`. */
function shareLeftOf(x: number, low: number, high: number): number {
  const integral = (end: number) => {
    if (end <= low) return 0;
    if (high - low < 1e-9) return end - low;
    if (end >= high) return end - (low + high) / 2;
    return (end - low) ** 2 / (2 * (high - low));
  };
  return integral(x) - integral(x - 1);
}

type Point = readonly [number, number];

function* linesOf(steps: readonly Step[]): Generator<readonly [Point, Point]> {
  let [begin, at]: Point[] = [
    [0, 0],
    [0, 0],
  ];
  for (const step of steps) {
    if (step[0] === 'move') {
      yield [at as Point, begin as Point];
      begin = [step[1], step[2]];
      at = begin;
      continue;
    }
    const from = at as Point;
    for (const next of pointsOf(from, step)) {
      yield [at as Point, next];
      at = next;
    }
  }
  yield [at as Point, begin as Point];
}

/** The points of a step after where it begins: the end of a line, or of each piece of a curve (Bézier, de Casteljau). */
function pointsOf(from: Point, step: Step): Point[] {
  const [, ...numbers] = step;
  const points: Point[] = [from];
  for (let at = 0; at < numbers.length; at += 2) {
    points.push([numbers[at] as number, numbers[at + 1] as number]);
  }
  if (points.length === 2) return points.slice(1);
  return Array.from({ length: PIECES }, (_, piece) => between(points, (piece + 1) / PIECES));
}

function between(points: readonly Point[], share: number): Point {
  if (points.length === 1) return points[0] as Point;
  const next = points.slice(1).map(([x, y], index): Point => {
    const [x0, y0] = points[index] as Point;
    return [x0 + (x - x0) * share, y0 + (y - y0) * share];
  });
  return between(next, share);
}

/** The outline of a box, with round corners. */
export function rectangle(x: number, y: number, width: number, height: number, radius = 0): Step[] {
  const [right, bottom] = [x + width, y + height];
  if (radius === 0) {
    return [
      ['move', x, y],
      ['line', right, y],
      ['line', right, bottom],
      ['line', x, bottom],
    ];
  }
  return [
    ['move', x + radius, y],
    ['line', right - radius, y],
    ['curve', right, y, right, y + radius],
    ['line', right, bottom - radius],
    ['curve', right, bottom, right - radius, bottom],
    ['line', x + radius, bottom],
    ['curve', x, bottom, x, bottom - radius],
    ['line', x, y + radius],
    ['curve', x, y, x + radius, y],
  ];
}

function channels(colour: Colour): readonly number[] {
  return [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
}

/** The mean of the pixels in a box, each weighed by its alpha; at least one. */
function meanOf(
  { width, height, rgba }: Picture,
  left: number,
  top: number,
  stepX: number,
  stepY: number,
): readonly [number, number, number, number] {
  const sums = [0, 0, 0];
  let [alphas, pixels] = [0, 0];
  const [x0, y0] = [Math.floor(left), Math.floor(top)];
  const [x1, y1] = [
    Math.min(width, Math.max(x0 + 1, Math.round(left + stepX))),
    Math.min(height, Math.max(y0 + 1, Math.round(top + stepY))),
  ];
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) {
      const at = (y * width + x) * 4;
      // nothing: it is within the buffer
      const alpha = rgba[at + 3] ?? 0;
      for (const channel of [0, 1, 2]) {
        // nothing: it is within the buffer
        sums[channel] = (sums[channel] ?? 0) + (rgba[at + channel] ?? 0) * alpha;
      }
      alphas += alpha;
      pixels += 1;
    }
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => (alphas === 0 ? 0 : sum / alphas));
  return [red, green, blue, pixels === 0 ? 0 : alphas / pixels];
}
