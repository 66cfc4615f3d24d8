const locale = 'en-US'
const whole = new Intl.NumberFormat(locale)
const compact = new Intl.NumberFormat(locale, { notation: 'compact' })
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** `12,480` */
export const formatNumber = (count: number) => whole.format(count)

/** `12K`, `1M`: where there is room for four signs only. */
export const formatCompact = (count: number) => compact.format(count)

/** `12,480 records`, `1 record`. The plural is the word with an s unless given. */
export const formatCount = (count: number, word: string, plural = `${word}s`) =>
  `${whole.format(count)} ${count === 1 ? word : plural}`

/** `#8,066` */
export const formatSeq = (seq: number) => `#${whole.format(seq)}`

/** A share from 0 to 1 as `64.7 %`. What isn't all never reads 100 %, what isn't nothing never 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return '< 0.1 %'
  if (percent < 100 && percent > 99.9) return '99.9 %'
  return `${oneDigit.format(percent)} %`
}

/** `262 B`, `24.1 kB`, `1.2 MB`; a thousand to the next. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  for (const unit of ['kB', 'MB', 'GB']) {
    value /= 1000
    if (value < 999.95) return `${oneDigit.format(value)} ${unit}`
  }
  return `${oneDigit.format(value / 1000)} TB`
}

/** Length of time in milliseconds: `184 ms`, `12 s`, `8 min`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < minute) return `${Math.round(ms / second)} s`
  if (ms < hour) return `${Math.round(ms / minute)} min`
  if (ms < day) return joined(Math.floor(ms / hour), 'h', Math.round((ms % hour) / minute), 'min')
  return joined(Math.floor(ms / day), 'd', Math.round((ms % day) / hour), 'h')
}

/** `8 min left` */
export const formatTimeLeft = (seconds: number) =>
  seconds < 1 ? 'about done' : `${formatDuration(seconds * second)} left`

/** `12 s ago`, `2 h ago`, `yesterday 17:20`, `21 Nov 09:12`, with the year where it isn't this one. */
export function formatAgo(time: string, now: Date = new Date()): string {
  const then = new Date(time)
  const age = now.getTime() - then.getTime()
  if (age < 2 * second) return 'just now'
  const isToday = then.toDateString() === now.toDateString()
  if (age < hour || isToday) return `${formatDuration(roundedDown(age))} ago`
  if (then.toDateString() === new Date(now.getTime() - day).toDateString()) return `yesterday ${formatClock(time)}`
  return `${formatDay(then, now)} ${formatClock(time)}`
}

/** `10:58` */
export const formatClock = (time: string) =>
  new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** To the second, with the zone: what stands behind a relative time. */
export const formatExactTime = (time: string) =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'long' })

/** Heading of a day: `Today`, `Yesterday`, `Sunday, 22 November`. */
export function formatDayHeading(time: string, now: Date = new Date()): string {
  const then = new Date(time)
  if (then.toDateString() === now.toDateString()) return 'Today'
  if (then.toDateString() === new Date(now.getTime() - day).toDateString()) return 'Yesterday'
  const year = then.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return then.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year })
}

const joined = (most: number, unit: string, rest: number, restUnit: string) =>
  rest === 0 ? `${most} ${unit}` : `${most} ${unit} ${rest} ${restUnit}`

/** An age in its largest unit, never rounded up: 119 minutes are an hour ago. */
function roundedDown(age: number): number {
  const unit = age < minute ? second : age < hour ? minute : hour
  return Math.floor(age / unit) * unit
}

function formatDay(then: Date, now: Date): string {
  const year = then.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year })
}
