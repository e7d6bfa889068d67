/**
 * Draws from 1 … `size` so that the k-th most frequent number has a probability in proportion to 1/k (Zipf's law, exponent 1). Which
 * number is how frequent is scattered, so that frequent ones are no neighbours.
 */
export function zipf(size: number): () => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 1; rank <= size; rank += 1) {
    sum += 1 / rank;
    sums[rank - 1] = sum;
  }
  const numbers = Uint32Array.from({ length: size }, (_, index) => index + 1);
  for (let index = size - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [numbers[index], numbers[other]] = [numbers[other] as number, numbers[index] as number];
  }
  return () => {
    const drawn = Math.random() * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] as number) < drawn) low = middle + 1;
      else high = middle;
    }
    return numbers[low] as number;
  };
}
