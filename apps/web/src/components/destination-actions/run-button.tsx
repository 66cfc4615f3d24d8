import { ActionIcon } from '@mantine/core'
import type { Destination } from '@sluice/schema'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import type { DestinationDialogs } from './use-destination-dialogs.tsx'

/** Pause for an active destination, Activate for one that isn't; a held one has its banner. */
export function RunButton({ destination, dialogs }: { destination: Destination; dialogs: DestinationDialogs }) {
  const { name, state } = destination
  if (state === 'held') return null
  if (state === 'active') {
    return (
      <ActionIcon aria-label={`Pause ${name}`} onClick={() => dialogs.pause(destination)}>
        <IconPlayerPauseFilled size={15} />
      </ActionIcon>
    )
  }
  return (
    <ActionIcon aria-label={`Activate ${name}`} onClick={() => dialogs.activate(destination)}>
      <IconPlayerPlayFilled size={15} />
    </ActionIcon>
  )
}
