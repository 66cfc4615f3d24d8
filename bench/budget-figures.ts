type Logged = { readonly at: string | number; readonly status: number }

/**
 * What a target saw of a budget, by its own log: the points of each of its whole windows (the first one, which had
 * begun before, and the last one left out), and the answers 429 after the first window.
 */
export function budgetFigures(requests: readonly Logged[], windowMs: number) {
  const windowOf = ({ at }: Logged) => Math.floor(new Date(at).getTime() / windowMs)
  const first = Math.min(...requests.map(windowOf))
  const last = Math.max(...requests.map(windowOf))
  const perWindow = Array.from({ length: Math.max(0, last - first - 1) }, () => 0)
  let limited = 0
  for (const request of requests) {
    const index = windowOf(request) - first - 1
    if (request.status === 429) limited += index >= 0 ? 1 : 0
    else if (perWindow[index] !== undefined) perWindow[index] += 1
  }
  const points = perWindow.reduce((sum, count) => sum + count, 0)
  return { perWindow, mean: points / perWindow.length, limited, limitedShare: limited / requests.length }
}
