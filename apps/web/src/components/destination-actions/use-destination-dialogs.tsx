import { notifications } from '@mantine/notifications'
import type { Destination } from '@sluice/schema'
import { type ReactNode, useState } from 'react'
import { describeError } from '../../lib/api-error.ts'
import { useDestinationAction } from '../../lib/data/destinations.ts'
import { ActivateDialog } from './activate-dialog.tsx'
import { DeleteDestinationDialog } from './delete-destination-dialog.tsx'
import { ReleaseDialog } from './release-dialog.tsx'

/** What menus and buttons call; the dialogs they open are `element`, to be put once into the screen. */
export type DestinationDialogs = {
  /** Asks where to begin, or for a held destination, ends its hold. */
  activate: (destination: Destination) => void
  /** At once: pausing loses nothing. */
  pause: (destination: Destination) => void
  remove: (destination: Destination) => void
  element: ReactNode
}

type Open = { kind: 'activate' | 'remove' | 'release'; destination: Destination }

/** Activate, pause and delete for the destinations of a screen. `onRemoved`: where to go once one is gone. */
export function useDestinationDialogs(onRemoved?: () => void): DestinationDialogs {
  const [open, setOpen] = useState<Open | null>(null)
  const action = useDestinationAction()
  const close = () => setOpen(null)
  return {
    activate: (destination) => setOpen({ kind: destination.state === 'held' ? 'release' : 'activate', destination }),
    pause: ({ id, name }) =>
      action.mutate(
        { kind: 'pause', id },
        {
          onError: (error) =>
            notifications.show({ color: 'red', title: `${name} was not paused`, message: describeError(error).detail }),
        },
      ),
    remove: (destination) => setOpen({ kind: 'remove', destination }),
    element: (
      <>
        {open?.kind === 'activate' && <ActivateDialog destination={open.destination} onClose={close} />}
        {open?.kind === 'release' && <ReleaseDialog destination={open.destination} onClose={close} />}
        {open?.kind === 'remove' && (
          <DeleteDestinationDialog destination={open.destination} onClose={close} onRemoved={onRemoved} />
        )}
      </>
    ),
  }
}
