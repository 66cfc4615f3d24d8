import type { ChartRow } from '../../history-facts.ts'

/** What the chart stacks, from the ground up. */
const stacked = [
  { name: 'own', label: 'This destination', color: 'var(--tone-teal-fill)' },
  { name: 'otherSluice', label: 'Rest of Sluice', color: 'var(--tone-blue-fill)' },
  { name: 'otherTools', label: 'Other tools', color: 'var(--tone-gray-fill)' },
] as const satisfies { name: keyof ChartRow; label: string; color: string }[]

export const allowedLabel = 'Allowed'

/** What else Sluice sent is there only when it sent something. */
export const shownSeries = (rows: readonly ChartRow[]) =>
  stacked.filter(({ name }) => name !== 'otherSluice' || rows.some(({ otherSluice }) => otherSluice > 0))
