import type { HistoryStretch } from '@sluice/schema'
import type { StoredStretch } from '../store/history.ts'

/**
 * Stretches of so many minutes each as the API shows them. The last one goes on: its speeds are filled up with the end
 * of the one before, else each would begin with a fall to nothing. `allowedNow`: points that Sluice may use now.
 */
export function viewStretches(rows: readonly StoredStretch[], minutes: number, allowedNow: number): HistoryStretch[] {
  const allowed = fillAllowed(rows, allowedNow)
  return rows.map((row, index) => {
    const before = rows[index - 1]
    const perMinute = (count: (of: StoredStretch) => number): number => {
      const missing = before ? count(before) * (1 - row.elapsedMinutes / minutes) : 0
      return Math.round(((count(row) + missing) / minutes) * 10) / 10
    }
    const { at, sent, notSent, requests, points } = row
    return {
      at: at.toISOString(),
      sent,
      notSent,
      requests,
      points,
      perMinute: {
        sent: perMinute((of) => of.sent),
        points: perMinute((of) => of.points),
        otherSluice: perMinute((of) => Math.max(0, of.used - of.points)),
        otherTools: perMinute((of) => of.others),
        allowed: allowed[index] ?? allowedNow,
      },
    }
  })
}

/** What was allowed is told only while something is sent: until it is told again it holds, and now what is set now. */
function fillAllowed(rows: readonly StoredStretch[], allowedNow: number): number[] {
  let last = rows.find(({ allowed }) => allowed !== null)?.allowed ?? allowedNow
  const filled = rows.map(({ allowed }) => {
    last = allowed ?? last
    return last
  })
  return [...filled.slice(0, -1), allowedNow]
}
