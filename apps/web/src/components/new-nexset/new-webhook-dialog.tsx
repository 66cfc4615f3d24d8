import { Button, Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCreateWebhook } from '../../lib/data/webhooks.ts'
import { DialogFoot } from '../dialog-foot.tsx'
import { WebhookSecret } from '../webhook-secret.tsx'
import { NameForm } from './name-form.tsx'

/** A new Nexset that is fed by a webhook: its name, then the address to push to. */
export function NewWebhookDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const create = useCreateWebhook()
  const made = create.data
  return (
    <Modal opened onClose={onClose} title="New Nexset from a webhook" closeOnClickOutside={!made}>
      {made ? (
        <>
          <WebhookSecret webhook={made} />
          <DialogFoot touches="Takes records from now on">
            <Button onClick={() => navigate({ to: '/nexsets/$id/sources', params: { id: made.nexsetId } })}>
              Open the Nexset
            </Button>
          </DialogFoot>
        </>
      ) : (
        <NameForm
          act="Make the webhook"
          touches="Sends nothing"
          isPending={create.isPending}
          error={create.error}
          onCancel={onClose}
          onName={(name) => create.mutate({ name })}
        />
      )}
    </Modal>
  )
}
