import { notifications } from '@mantine/notifications'
import type { Destination, QuarantineSelection } from '@sluice/schema'
import { ConfirmDialog } from '../../../../components/confirm-dialog.tsx'
import { formatCount } from '../../../../lib/format.ts'
import { useDismiss } from '../../data/replays.ts'
import { leftOutWords } from '../../describe-replay.ts'

type Props = {
  destination: Destination
  select: QuarantineSelection
  what: string
  onClose: () => void
  onDone: () => void
}

/** Asks before quarantined records are given up. */
export function DismissDialog({ destination, select, what, onClose, onDone }: Props) {
  const dismiss = useDismiss(destination.id)
  const confirm = () =>
    dismiss.mutate(select, {
      onSuccess({ dismissal, left }) {
        const message = leftOutWords(left) ?? 'It can be undone under Errors.'
        notifications.show({ title: `${formatCount(dismissal.count, 'record')} dismissed`, message })
        onDone()
      },
    })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Dismiss ${what}`}
      touches="Sends nothing"
      act="Dismiss"
      isPending={dismiss.isPending}
      error={dismiss.error}
      onConfirm={confirm}
    >
      <p>They are given up: skipped from now on, and no longer among the errors. Their attempts stay on record.</p>
      <p>This can be undone under Errors.</p>
    </ConfirmDialog>
  )
}
