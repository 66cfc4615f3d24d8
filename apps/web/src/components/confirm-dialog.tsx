import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { describeError } from '../lib/api-error.ts'
import { Banner } from './banner.tsx'
import classes from './confirm-dialog.module.css'
import { DialogFoot } from './dialog-foot.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** What it touches: "Sends nothing", "Deletes in Salesloft". */
  touches: string
  /** The act, worded as the act. */
  act: string
  isDestructive?: boolean
  isDisabled?: boolean
  isPending: boolean
  error: unknown
  onConfirm: () => void
}

/** Asks before something happens that a click alone shouldn't do. */
export function ConfirmDialog(props: Props) {
  const { isOpen, onClose, title, children, touches, act, isDestructive, isDisabled, isPending, error, onConfirm } =
    props
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <div className={classes.body}>{children}</div>
      {error !== null && error !== undefined && (
        <Banner tone="red" title="That was refused.">
          {describeError(error).detail}
        </Banner>
      )}
      <DialogFoot touches={touches}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color={isDestructive ? 'red' : undefined} loading={isPending} disabled={isDisabled} onClick={onConfirm}>
          {act}
        </Button>
      </DialogFoot>
    </Modal>
  )
}
