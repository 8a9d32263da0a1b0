export const minInt64 = -(2n ** 63n);
export const maxInt64 = 2n ** 63n - 1n;

/** Whether arithmetic of the service takes this integer without an overflow. */
export function fitsInt64(value: bigint): boolean {
  return value >= minInt64 && value <= maxInt64;
}

/**
 * A double as .NET's shortest round-trip form writes it inside JSON: always with a point or an exponent.
 * `1.0`, `0.1`, `1E+20`, `1E-07`. What is not finite stays as it is: `NaN`, `-Infinity`.
 */
export function formatFloat(value: number): string {
  const text = formatDouble(value);
  return /[.EIN]/.test(text) ? text : `${text}.0`;
}

/**
 * A double as .NET's `ToString()` writes it: `1`, `0.1`, `1E+20`, `1E-05`. Numbers get an exponent if they have more
 * than 17 digits before the point, or more than three zeros after it.
 */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return value.toString();
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < 17 && exponent > -5) return value.toString();
  const digits = Math.abs(exponent).toString().padStart(2, '0');
  return `${mantissa}E${exponent < 0 ? '-' : '+'}${digits}`;
}
