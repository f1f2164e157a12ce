// Medians and spread of measurements.

/** The value below which a share (0 to 1) of the numbers lies, between neighbours in proportion; NaN of none. */
export function quantile(numbers, share) {
  if (numbers.length === 0) return NaN;
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Median, quartiles and 95th percentile. */
export const spread = (numbers) => ({
  median: median(numbers),
  q1: quantile(numbers, 0.25),
  q3: quantile(numbers, 0.75),
  p95: quantile(numbers, 0.95),
  count: numbers.length,
});
