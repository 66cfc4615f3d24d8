import type { Destination } from '@sluice/schema'
import { useDeleteDestination } from '../../lib/data/destinations.ts'
import { formatCount } from '../../lib/format.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'

type Props = { destination: Destination; onClose: () => void; onRemoved?: (() => void) | undefined }

/** Deletes a destination and its history; what was sent stays in Salesloft. */
export function DeleteDestinationDialog({ destination, onClose, onRemoved }: Props) {
  const remove = useDeleteDestination()
  const { id, name, state, counts } = destination
  const lost = counts.sent + counts.rejected + counts.invalid + counts.skipped + counts.unknown
  const confirm = () =>
    remove.mutate(id, {
      onSuccess: () => {
        onClose()
        onRemoved?.()
      },
    })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Delete ${name}`}
      touches="Nothing changes in Salesloft"
      act="Delete destination"
      isDestructive
      isDisabled={state === 'active'}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
    >
      {state === 'active' ? (
        <p>It is active. Pause it first.</p>
      ) : (
        <p>
          Its configuration and its history ({formatCount(lost, 'outcome')} with attempts and answers) go for good. The
          Nexset {destination.nexsetName} stays as it is.
        </p>
      )}
    </ConfirmDialog>
  )
}
