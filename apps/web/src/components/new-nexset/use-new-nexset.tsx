import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { describeError } from '../../lib/api-error.ts'
import { useCreateNexset } from '../../lib/data/nexsets.ts'
import { UploadDialog } from '../upload-dialog/upload-dialog.tsx'
import { NewApiNexsetDialog } from './new-api-nexset-dialog.tsx'
import { NewWebhookDialog } from './new-webhook-dialog.tsx'

export type NewNexsetKind = 'upload' | 'webhook' | 'api'
export type NewNexset = {
  open: (kind: NewNexsetKind) => void
  /** Makes the sample Nexset and goes straight into the wizard. */
  trySample: () => void
  isSamplePending: boolean
  /** The dialogs; to be put once into the screen. */
  element: ReactNode
}

/** The ways to a new Nexset: a file, the bundled sample, a webhook, the API. */
export function useNewNexset(first: NewNexsetKind | null = null, onClosed?: () => void): NewNexset {
  const [kind, setKind] = useState<NewNexsetKind | null>(first)
  const navigate = useNavigate()
  const create = useCreateNexset()
  const close = () => {
    setKind(null)
    onClosed?.()
  }
  return {
    open: setKind,
    trySample: () =>
      create.mutate('sample', {
        onSuccess: ({ id }) => navigate({ to: '/nexsets/$id/send/$step', params: { id, step: 'select' } }),
        onError: (error) =>
          notifications.show({ color: 'red', title: 'The sample was not made', message: describeError(error).detail }),
      }),
    isSamplePending: create.isPending,
    element: (
      <>
        <UploadDialog
          isOpen={kind === 'upload'}
          target={{ kind: 'new' }}
          onClose={close}
          onDone={(id) => navigate({ to: '/nexsets/$id/records', params: { id } })}
        />
        {kind === 'webhook' && <NewWebhookDialog onClose={close} />}
        {kind === 'api' && <NewApiNexsetDialog onClose={close} />}
      </>
    ),
  }
}
