/**
 * Decimal texts of doubles as Go's strconv writes them, which is what the standard's implementations agree on: exactly
 * rounded, halves to even. JavaScript's toFixed rounds exact halves up and stops at 100 digits.
 */
export function toFixed(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const { numerator, denominator } = fraction(Math.abs(value));
  const scaled = roundHalfEven(numerator * 10n ** BigInt(digits), denominator)
    .toString()
    .padStart(digits + 1, '0');
  const point = scaled.length - digits;
  return sign + (digits === 0 ? scaled : `${scaled.slice(0, point)}.${scaled.slice(point)}`);
}

/** `1.052033e+03`: one digit before the point, at least two in the exponent. */
export function toExponential(value: number, digits: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const { numerator, denominator } = fraction(Math.abs(value));
  let exponent = numerator === 0n ? 0 : Number(/e([+-]\d+)$/.exec(Math.abs(value).toExponential())?.[1]);
  let mantissa = scale(numerator, denominator, digits - exponent).toString();
  if (mantissa.length > digits + 1) {
    // 9.99 became 10.0.
    exponent++;
    mantissa = scale(numerator, denominator, digits - exponent).toString();
  }
  mantissa = mantissa.padEnd(digits + 1, '0');
  const point = digits === 0 ? mantissa : `${mantissa.slice(0, 1)}.${mantissa.slice(1)}`;
  return `${sign}${point}e${exponentText(exponent)}`;
}

/** The shortest text that reads as the same double, without exponent. */
export function toPlain(value: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential());
  const [, sign = '', first = '0', rest = '', exponent = '0'] = match ?? [];
  const digits = first + rest;
  const point = Number(exponent) + 1;
  const negative = sign || (Object.is(value, -0) ? '-' : '');
  if (point <= 0) return `${negative}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return negative + digits.padEnd(point, '0');
  return `${negative}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** What `string(double)` gives: with exponent below 1e-4 and from 1e6 on, as Go's %g. */
export function toShortest(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponentDigits = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentDigits);
  if (exponent >= -4 && exponent < 6) return toPlain(value);
  return `${digits}e${exponentText(exponent)}`;
}

function exponentText(exponent: number): string {
  return (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(2, '0');
}

function scale(numerator: bigint, denominator: bigint, power: number): bigint {
  return power >= 0
    ? roundHalfEven(numerator * 10n ** BigInt(power), denominator)
    : roundHalfEven(numerator, denominator * 10n ** BigInt(-power));
}

function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const roundsUp = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

/** The double as an exact fraction. */
function fraction(value: number): { numerator: bigint; denominator: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = (bits >> 52n) & 0x7ffn;
  const mantissa = bits & ((1n << 52n) - 1n);
  const significand = biased === 0n ? mantissa : mantissa | (1n << 52n);
  const exponent = (biased === 0n ? 1n : biased) - 1075n;
  return exponent >= 0n
    ? { numerator: significand << exponent, denominator: 1n }
    : { numerator: significand, denominator: 1n << -exponent };
}
