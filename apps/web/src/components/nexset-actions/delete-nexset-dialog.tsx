import { useDeleteNexset } from '../../lib/data/nexsets.ts'
import { formatCount } from '../../lib/format.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import type { ActedNexset } from './use-nexset-dialogs.tsx'

type Props = { nexset: ActedNexset; onClose: () => void; onRemoved?: (() => void) | undefined }

/** Deletes a Nexset with its records; refused while a destination uses it, which is said beforehand. */
export function DeleteNexsetDialog({ nexset, onClose, onRemoved }: Props) {
  const remove = useDeleteNexset()
  const { id, name, recordCount, destinationCount } = nexset
  const isUsed = destinationCount > 0
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
      act="Delete Nexset"
      isDestructive
      isDisabled={isUsed}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
    >
      {isUsed ? (
        <p>
          {formatCount(destinationCount, 'destination')} {destinationCount === 1 ? 'uses' : 'use'} it. Delete{' '}
          {destinationCount === 1 ? 'that' : 'those'} first.
        </p>
      ) : (
        <p>Its {formatCount(recordCount, 'record')}, its sources and its problems go for good.</p>
      )}
    </ConfirmDialog>
  )
}
