import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCreateNexset } from '../../lib/data/nexsets.ts'
import { NameForm } from './name-form.tsx'

/** A new, empty Nexset that the API fills; its Sources say how. */
export function NewApiNexsetDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const create = useCreateNexset()
  const make = (name: string) =>
    create.mutate({ name }, { onSuccess: ({ id }) => navigate({ to: '/nexsets/$id/sources', params: { id } }) })
  return (
    <Modal opened onClose={onClose} title="New Nexset for the API">
      <NameForm
        act="Create Nexset"
        touches="Sends nothing"
        isPending={create.isPending}
        error={create.error}
        onCancel={onClose}
        onName={make}
      />
    </Modal>
  )
}
