/** The definition of so many states of one kind, one after the other. */
export function chain(length: number, state: object): string {
  const states = Array.from({ length }, (_, i) => [
    `S${i}`,
    { ...state, ...(i + 1 === length ? { End: true } : { Next: `S${i + 1}` }) },
  ]);
  return JSON.stringify({ StartAt: 'S0', States: Object.fromEntries(states) });
}
