import { NumberInput, Stack } from '@mantine/core'
import { type Credential, CredentialLimits } from '@sluice/schema'
import { type FormEvent, useState } from 'react'
import { useChangeCredential } from '../../lib/data/credentials.ts'
import { formatNumber } from '../../lib/format.ts'
import { SaveRow } from './save-row.tsx'
import { SettingsSection } from './settings-section.tsx'

/** The team's points a minute, what is left of them for other tools, and how many requests may be under way. */
export function LimitsForm({ credential }: { credential: Credential }) {
  const change = useChangeCredential(credential.id)
  const [limits, setLimits] = useState<Record<keyof CredentialLimits, number | string>>(credential.limits)
  const checked = CredentialLimits.safeParse(limits)
  const isChanged = JSON.stringify(limits) !== JSON.stringify(credential.limits)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (checked.success) change.mutate({ limits: checked.data })
  }
  const field = (key: keyof CredentialLimits) => ({
    value: limits[key],
    allowDecimal: false,
    allowNegative: false,
    w: 160,
    error: problemOf(checked, key),
    onChange: (value: number | string) => setLimits({ ...limits, [key]: value }),
  })
  const allowed = checked.success && Math.floor(checked.data.pointsPerMinute * (1 - checked.data.shareForOthers / 100))
  return (
    <SettingsSection title="Limits" hint="One budget for all credentials of the team">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <NumberInput label="Points a minute" {...field('pointsPerMinute')} />
          <NumberInput label="Share for other tools" suffix=" %" {...field('shareForOthers')} />
          <NumberInput label="Requests at a time" {...field('inFlight')} />
          {allowed !== false && <span>Sluice uses at most {formatNumber(allowed)} points a minute.</span>}
          <SaveRow
            act="Save limits"
            isChanged={isChanged && checked.success}
            isPending={change.isPending}
            error={change.error}
          />
        </Stack>
      </form>
    </SettingsSection>
  )
}

const ranges = { pointsPerMinute: '1 to 1,000,000', shareForOthers: '0 to 90 %', inFlight: '1 to 64' }

const problemOf = (checked: ReturnType<typeof CredentialLimits.safeParse>, key: keyof CredentialLimits) =>
  !checked.success && checked.error.issues.some((issue) => issue.path[0] === key) ? `From ${ranges[key]}` : null
