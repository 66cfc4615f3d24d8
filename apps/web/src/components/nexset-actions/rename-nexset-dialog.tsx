import { Modal } from '@mantine/core'
import { useChangeNexset } from '../../lib/data/nexsets.ts'
import { NameForm } from '../new-nexset/name-form.tsx'
import type { ActedNexset } from './use-nexset-dialogs.tsx'

/** Gives a Nexset another name. */
export function RenameNexsetDialog({ nexset, onClose }: { nexset: ActedNexset; onClose: () => void }) {
  const change = useChangeNexset(nexset.id)
  return (
    <Modal opened onClose={onClose} title={`Rename ${nexset.name}`}>
      <NameForm
        first={nexset.name}
        act="Rename"
        touches="Sends nothing"
        isPending={change.isPending}
        error={change.error}
        onCancel={onClose}
        onName={(name) => change.mutate({ name }, { onSuccess: onClose })}
      />
    </Modal>
  )
}
