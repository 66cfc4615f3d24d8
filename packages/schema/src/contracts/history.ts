import { z } from 'zod'
import { failures, IdParams, Time } from './contract.ts'

export const HistorySpan = z.enum(['hour', 'day'])
export type HistorySpan = z.infer<typeof HistorySpan>

/** What a destination did in one stretch of time, and at what speed beside all else that used its team's points. */
export const HistoryStretch = z.object({
  /** When it began. */
  at: Time,
  sent: z.int(),
  /** Rejected, invalid, skipped by the target, or unknown. */
  notSent: z.int(),
  /** Calls of this destination, look-ups included, and the points that they cost. */
  requests: z.int(),
  points: z.int(),
  /** Speeds a minute. That of the newest stretch, which goes on, is of as many last minutes as a stretch has. */
  perMinute: z.object({
    sent: z.number(),
    points: z.number(),
    /** Points that else went to Sluice: other destinations, and calls that people wait for. */
    otherSluice: z.number(),
    /** Points that went to other tools, at least, as answers told. */
    otherTools: z.number(),
    /** Points that Sluice might use; 0 where no limit is known. */
    allowed: z.number(),
  }),
})
export type HistoryStretch = z.infer<typeof HistoryStretch>

/** Stretches of so many minutes each, oldest first, without gaps, up to now. */
export const DestinationHistory = z.object({
  span: HistorySpan,
  minutes: z.int(),
  items: z.array(HistoryStretch),
})
export type DestinationHistory = z.infer<typeof DestinationHistory>

export const getDestinationHistory = {
  method: 'GET',
  path: '/api/v1/destinations/:id/history',
  schema: {
    summary:
      'What a destination sent, and how its team’s points were used: the last hour by the minute, or the last day by the quarter of an hour. Counts may miss some seconds before a crash.',
    params: IdParams,
    querystring: z.strictObject({ span: HistorySpan.default('hour') }),
    response: { 200: DestinationHistory, ...failures },
  },
} as const
