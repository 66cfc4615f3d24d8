/** How many records have which outcome. */
export type OutcomeTally = { sent: number; rejected: number; invalid: number; skipped: number; unknown: number }

export const noOutcomes: Readonly<OutcomeTally> = { sent: 0, rejected: 0, invalid: 0, skipped: 0, unknown: 0 }
