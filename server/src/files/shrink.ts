/** Pixels as four bytes each: red, green, blue and opacity. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a picture on white, at most so many pixels wide and high. Each pixel of the result is the mean of those that it replaces, so that
 * small print stays readable; a picture is never enlarged.
 */
export function shrink({ data, width, height }: Pixels, sideMax: number): Pixels {
  const scale = Math.min(1, sideMax / Math.max(width, height));
  const [wide, high] = [
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  ];
  const drawn = new Uint8ClampedArray(wide * high * 4);
  for (let y = 0; y < high; y += 1) {
    const [top, bottom] = span(y, height, high);
    for (let x = 0; x < wide; x += 1) {
      const [left, right] = span(x, width, wide);
      mean(data, width, { top, bottom, left, right }, drawn, (y * wide + x) * 4);
    }
  }
  return { data: drawn, width: wide, height: high };
}

/** The pixels that one pixel of the result replaces. */
function span(index: number, from: number, to: number): [first: number, end: number] {
  const first = Math.floor((index * from) / to);
  return [first, Math.max(first + 1, Math.floor(((index + 1) * from) / to))];
}

function mean(
  data: Uint8ClampedArray,
  width: number,
  area: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  },
  into: Uint8ClampedArray,
  at: number,
): void {
  let [red, green, blue] = [0, 0, 0];
  for (let y = area.top; y < area.bottom; y += 1) {
    for (let x = area.left; x < area.right; x += 1) {
      const from = (y * width + x) * 4;
      const opacity = (data[from + 3] as number) / 255;
      const white = 255 * (1 - opacity);
      red += (data[from] as number) * opacity + white;
      green += (data[from + 1] as number) * opacity + white;
      blue += (data[from + 2] as number) * opacity + white;
    }
  }
  const count = (area.bottom - area.top) * (area.right - area.left);
  into[at] = red / count;
  into[at + 1] = green / count;
  into[at + 2] = blue / count;
  into[at + 3] = 255;
}
