import { useEffect, useState } from 'react'
import { formatAgo, formatExactTime } from '../lib/format.ts'

const everyMs = 10_000

/** A time by its distance from now, kept true; the exact time on hover. */
export function RelativeTime({ time }: { time: string }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={time} title={formatExactTime(time)}>
      {formatAgo(time)}
    </time>
  )
}
