const httpDate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The wait that a `Retry-After` asks for, in milliseconds: whole seconds, or an HTTP date (compared with `now`, the
 * wall clock). Null when it is absent or anything else.
 */
export function retryAfterMs(headers: readonly (readonly [name: string, value: string])[], now: number): number | null {
  const text = headers.find(([name]) => name === 'retry-after')?.[1].trim()
  if (text === undefined) return null
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000
  const at = httpDate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
