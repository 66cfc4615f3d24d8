import { Button, Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { DialogFoot } from '../../../components/dialog-foot.tsx'

type Props = {
  /** Work that isn't saved on the server. */
  hasWork: boolean
  /** Whether the browser keeps it meanwhile. */
  isKept: boolean
  /** Begins the address of every step: moving between them isn't leaving. */
  within: string
  onDiscard: () => void
}

/** Asks before unsaved work is left behind. */
export function LeaveGuard({ hasWork, isKept, within, onDiscard }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => hasWork && !next.pathname.startsWith(within),
    enableBeforeUnload: hasWork && !isKept,
    withResolver: true,
  })
  const isAsking = blocker.status === 'blocked'
  return (
    <Modal opened={isAsking} onClose={() => blocker.reset?.()} title="Leave before it is saved?">
      <div>
        {isKept
          ? 'Your draft is kept in this browser and is there when you come back. Nothing of it is on the server yet.'
          : 'This browser keeps no draft: what you entered is lost when you leave.'}
      </div>
      <DialogFoot touches="Sends nothing">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          Stay
        </Button>
        {isKept && (
          <Button
            variant="default"
            onClick={() => {
              onDiscard()
              blocker.proceed?.()
            }}
          >
            Discard the draft
          </Button>
        )}
        <Button onClick={() => blocker.proceed?.()}>{isKept ? 'Leave, keep the draft' : 'Leave'}</Button>
      </DialogFoot>
    </Modal>
  )
}
