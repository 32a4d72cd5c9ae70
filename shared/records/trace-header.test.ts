import { expect, test } from 'vitest';
import { xrayTraceHeader } from './trace-header.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const traces: readonly (readonly [traceparent: string, xray: string | null])[] = [
  [`00-${TRACE}-${SPAN}-01`, 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1'],
  [`00-${TRACE}-${SPAN}-00`, 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=0'],
  [`00-${TRACE}-${SPAN}-0a`, 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=0'],
  [`01-${TRACE}-${SPAN}-01-more`, 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1'],
  [`ff-${TRACE}-${SPAN}-01`, null],
  [`00-${'0'.repeat(32)}-${SPAN}-01`, null],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, null],
  [`00-${TRACE.toUpperCase()}-${SPAN}-01`, null],
  [`00-${TRACE}`, null],
];

test.each(traces)('trace header - %s continues %s', (traceparent, xray) => {
  expect(xrayTraceHeader([['traceparent', new TextEncoder().encode(traceparent)]])).toBe(xray);
});

test('trace header - a record without one continues no trace', () => {
  expect(xrayTraceHeader([])).toBeNull();
});
