import type { Style } from './terminal.ts';

/** ✓, ✗ or … */
export function statusMark(status: string, style: Style): string {
  if (status === 'SUCCEEDED') return style('green', '✓');
  return status === 'RUNNING' ? style('yellow', '…') : style('red', '✗');
}
