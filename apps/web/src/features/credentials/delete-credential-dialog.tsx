import type { Credential } from '@sluice/schema'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useDeleteCredential } from '../../lib/data/credentials.ts'
import { UsedBy } from './used-by.tsx'

type Props = { credential: Credential; onClose: () => void; onRemoved?: (() => void) | undefined }

/** Deletes a credential; refused while a destination uses it, which is said beforehand. */
export function DeleteCredentialDialog({ credential, onClose, onRemoved }: Props) {
  const remove = useDeleteCredential()
  const { id, name, usedBy } = credential
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
      touches="The key itself stays valid in Salesloft"
      act="Delete credential"
      isDestructive
      isDisabled={usedBy.length > 0}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
    >
      {usedBy.length > 0 ? (
        <>
          <p>It is used, so it can’t be deleted. Give these another credential first:</p>
          <UsedBy usedBy={usedBy} />
        </>
      ) : (
        <p>Its secret is destroyed here. To use the key again it has to be pasted again.</p>
      )}
    </ConfirmDialog>
  )
}
