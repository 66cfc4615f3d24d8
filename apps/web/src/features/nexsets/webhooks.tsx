import { Button, Modal } from '@mantine/core'
import type { Webhook } from '@sluice/schema'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { WebhookSecret } from '../../components/webhook-secret.tsx'
import { useDeleteWebhook, useRotateWebhook, webhooksQuery } from '../../lib/data/webhooks.ts'
import classes from './nexsets.module.css'

type Asked = { kind: 'rotate' | 'remove'; webhook: Webhook }

/** A Nexset's webhooks, each known by the end of its key; rotate and remove ask first. */
export function Webhooks({ nexsetId }: { nexsetId: string }) {
  const webhooks = useQuery(webhooksQuery(nexsetId))
  const [asked, setAsked] = useState<Asked | null>(null)
  const rotate = useRotateWebhook()
  const remove = useDeleteWebhook()
  const close = () => {
    setAsked(null)
    rotate.reset()
    remove.reset()
  }
  if (webhooks.error) {
    return <ErrorState title="The webhooks couldn’t be read" error={webhooks.error} onRetry={webhooks.refetch} />
  }
  const items = webhooks.data?.items ?? []
  return (
    <>
      {items.length > 0 && (
        <DataTable
          label="Webhooks"
          columns={columns((kind) => (webhook) => setAsked({ kind, webhook }))}
          rows={items}
          rowKey={(webhook) => webhook.id}
          rowHeight={44}
        />
      )}
      <ConfirmDialog
        isOpen={asked?.kind === 'rotate' && !rotate.data}
        onClose={close}
        title="Give the webhook a new key"
        touches="Sends nothing"
        act="Make a new key"
        isPending={rotate.isPending}
        error={rotate.error}
        onConfirm={() => asked && rotate.mutate(asked.webhook.id)}
      >
        <p>Its old address stops working at once. What pushes to it needs the new one.</p>
      </ConfirmDialog>
      <Modal
        opened={rotate.data !== undefined}
        onClose={close}
        title="The webhook’s new address"
        closeOnClickOutside={false}
      >
        {rotate.data && <WebhookSecret webhook={rotate.data} />}
      </Modal>
      <ConfirmDialog
        isOpen={asked?.kind === 'remove'}
        onClose={close}
        title="Remove the webhook"
        touches="Sends nothing"
        act="Remove webhook"
        isDestructive
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => asked && remove.mutate(asked.webhook.id, { onSuccess: close })}
      >
        <p>Its address stops working at once. The records that came through it stay.</p>
      </ConfirmDialog>
    </>
  )
}

const columns = (ask: (kind: Asked['kind']) => (webhook: Webhook) => void): Column<Webhook>[] => [
  { key: 'key', header: 'Key', render: (webhook) => <code>…{webhook.keyHint}</code> },
  { key: 'made', header: 'Made', width: 150, render: (webhook) => <RelativeTime time={webhook.createdAt} /> },
  {
    key: 'arrival',
    header: 'Last arrival',
    width: 150,
    render: (webhook) =>
      webhook.lastArrivalAt ? (
        <RelativeTime time={webhook.lastArrivalAt} />
      ) : (
        <span className={classes.dim}>Never</span>
      ),
  },
  {
    key: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    isPinned: true,
    width: 210,
    render: (webhook) => (
      <span className={classes.actions}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} />}
          aria-label={`New key for …${webhook.keyHint}`}
          onClick={() => ask('rotate')(webhook)}
        >
          New key
        </Button>
        <Button
          variant="subtle"
          size="xs"
          aria-label={`Remove …${webhook.keyHint}`}
          onClick={() => ask('remove')(webhook)}
        >
          Remove…
        </Button>
      </span>
    ),
  },
]
