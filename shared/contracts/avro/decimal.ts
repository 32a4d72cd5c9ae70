import { Misread, Miswrite } from './misfit.ts';

/** Matches a decimal as it is written: all digits of the scale, no leading zeros, no negative zero. */
export function decimalPattern(precision: number, scale: number): string {
  const whole = precision - scale;
  if (scale === 0) return `^(?:0|-?[1-9][0-9]{0,${precision - 1}})$`;
  const integer = whole === 0 ? '0' : `(?:0|[1-9][0-9]{0,${whole - 1}})`;
  return `^(?!-0\\.0*$)-?${integer}\\.[0-9]{${scale}}$`;
}

/** The text of an unscaled two's complement number, big end first. */
export function decimalText(bytes: Uint8Array, precision: number, scale: number): string {
  const unscaled = signedOf(bytes);
  const digits = String(unscaled < 0 ? -unscaled : unscaled).padStart(scale + 1, '0');
  if (digits.length > Math.max(precision, scale + 1)) {
    throw new Misread('not in range', `a decimal of more than ${precision} digits`);
  }
  const sign = unscaled < 0 ? '-' : '';
  const point = digits.length - scale;
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The bytes of a decimal's text: as few as it takes, or `size` of them. */
export function parseDecimal(text: string, pattern: RegExp, size?: number): Uint8Array {
  if (!pattern.test(text)) throw new Miswrite('a decimal', text);
  return bytesOf(BigInt(text.replace('.', '')), size);
}

/** Up to 6 bytes are a safe integer, which is most amounts of money. */
function signedOf(bytes: Uint8Array): number | bigint {
  if (bytes.length <= 6) {
    let number = (bytes[0] ?? 0) > 127 ? -1 : 0;
    for (const byte of bytes) number = number * 256 + byte;
    return number;
  }
  return BigInt.asIntN(
    bytes.length * 8,
    bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
  );
}

function bytesOf(number: bigint, size?: number): Uint8Array {
  let length = size ?? 1;
  if (size === undefined) {
    while (BigInt.asIntN(length * 8, number) !== number) length++;
  }
  const bytes = new Uint8Array(length);
  let rest = number;
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}
