/** Full jitter: a wait of anywhere between nothing and `base · 2^tries`, capped. `random` gives [0, 1). */
export function backoffMs(tries: number, limits: { baseMs: number; mostMs: number }, random: () => number): number {
  return random() * Math.min(limits.mostMs, limits.baseMs * 2 ** Math.min(tries, 30))
}
