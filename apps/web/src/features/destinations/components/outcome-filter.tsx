import type { Destination, Outcome } from '@sluice/schema'
import { FilterButtons } from '../../../components/filter-buttons.tsx'
import { outcomes } from '../../../components/states.ts'
import { formatNumber } from '../../../lib/format.ts'

type Props = {
  destination: Destination
  value: Outcome | undefined
  onChange: (value: Outcome | undefined) => void
}

const shown = ['sent', 'rejected', 'invalid', 'unknown', 'skipped', 'pending'] as const

/** Chooses records of one outcome; those that no record has are left out, but for the two that one looks for. */
export function OutcomeFilter({ destination: { counts, recordCount }, value, onChange }: Props) {
  const isShown = (outcome: Outcome) =>
    counts[outcome] > 0 || outcome === value || outcome === 'sent' || outcome === 'rejected'
  return (
    <FilterButtons
      label="Outcome"
      filters={[
        { value: undefined, label: 'All', count: formatNumber(recordCount) },
        ...shown.filter(isShown).map((outcome) => ({
          value: outcome,
          label: outcomes[outcome].word,
          icon: outcomes[outcome].icon,
          count: formatNumber(counts[outcome]),
        })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
