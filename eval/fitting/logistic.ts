/** One example of a logistic model. */
export interface Example {
  x: readonly number[];
  y: boolean;
  weight: number;
}

/** Bias and weights of a logistic regression with L2 (not on the bias), by full-batch gradient descent. */
export function fitLogistic(
  examples: readonly Example[],
  l2: number,
  steps = 4000,
): { bias: number; weights: number[] } {
  const d = examples[0]?.x.length ?? 0;
  const total = examples.reduce((sum, example) => sum + example.weight, 0) || 1;
  const w = new Float64Array(d);
  let bias = 0;
  for (let step = 0; step < steps; step++) {
    const gradient = Float64Array.from(w, (value) => l2 * value);
    let ofBias = 0;
    for (const { x, y, weight } of examples) {
      let z = bias;
      for (let j = 0; j < d; j++) z += (w[j] as number) * (x[j] as number);
      const error = ((1 / (1 + Math.exp(-z)) - (y ? 1 : 0)) * weight) / total;
      ofBias += error;
      for (let j = 0; j < d; j++) gradient[j] = (gradient[j] as number) + error * (x[j] as number);
    }
    bias -= ofBias;
    for (let j = 0; j < d; j++) w[j] = (w[j] as number) - (gradient[j] as number);
  }
  return { bias, weights: [...w] };
}
