import { Button } from '@mantine/core'
import type { Destination } from '@sluice/schema'
import { IconHandStop } from '@tabler/icons-react'
import { asSentence } from '../lib/as-sentence.ts'
import { formatClock } from '../lib/format.ts'
import { Banner } from './banner.tsx'
import type { DestinationDialogs } from './destination-actions/use-destination-dialogs.tsx'
import { RelativeTime } from './relative-time.tsx'

type Props = {
  destination: Destination
  dialogs: DestinationDialogs /** The one primary action of its page. */
  isPrimary?: boolean
}

/** Why a destination is held, since when, and the remedy. */
export function HoldBanner({ destination, dialogs, isPrimary = false }: Props) {
  const { hold } = destination
  if (!hold) return null
  const remedy = (
    <Button variant={isPrimary ? 'filled' : 'default'} size="xs" onClick={() => dialogs.activate(destination)}>
      Resolve hold
    </Button>
  )
  return (
    <Banner tone="amber" icon={IconHandStop} title={asSentence(hold.cause)} action={hold.endsBy === 'person' && remedy}>
      {hold.remedy} Since <RelativeTime time={hold.since} />.
      {hold.nextProbeAt && <> Ends by itself; the next try is at {formatClock(hold.nextProbeAt)}.</>}
    </Banner>
  )
}
