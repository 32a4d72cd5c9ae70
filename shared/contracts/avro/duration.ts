import { Miswrite } from './misfit.ts';

const DURATION = /^P(0|[1-9]\d{0,9})M(0|[1-9]\d{0,9})DT(0|[1-9]\d{0,6})\.(\d{3})S$/;
const MAX_UINT32 = 0xffff_ffff;

export const DURATION_PATTERN = DURATION.source;

/** ISO 8601 of three numbers that do not convert into each other: `P1M15DT3.250S`. */
export function durationText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, milliseconds] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
  const fraction = String(milliseconds % 1000).padStart(3, '0');
  return `P${months}M${days}DT${Math.floor(milliseconds / 1000)}.${fraction}S`;
}

/** Throws `Miswrite` where a number has no 32 bits. */
export function durationBytes(text: string): Uint8Array {
  const [, months, days, seconds, fraction] = DURATION.exec(text) ?? [];
  const numbers = [Number(months), Number(days), Number(seconds) * 1000 + Number(fraction)];
  if (!numbers.every((number) => number <= MAX_UINT32)) throw new Miswrite('a duration', text);
  const view = new DataView(new ArrayBuffer(12));
  for (const [index, number] of numbers.entries()) view.setUint32(index * 4, number, true);
  return new Uint8Array(view.buffer);
}
