import { Button } from '@mantine/core'
import type { Destination, QuarantineSelection } from '@sluice/schema'
import { IconArchive, IconReload } from '@tabler/icons-react'
import { useState } from 'react'
import classes from '../../destinations.module.css'
import { DismissDialog } from './dismiss-dialog.tsx'
import { ReplayPanel } from './replay-panel.tsx'

type Props = {
  destination: Destination
  select: QuarantineSelection
  /** What is chosen, for buttons and titles: "40 records", "record #4". */
  what: string
  onDone?: () => void
}

/** What can be done with quarantined records: send them again, or give them up. */
export function QuarantineActions({ destination, select, what, onDone }: Props) {
  const [open, setOpen] = useState<'replay' | 'dismiss' | null>(null)
  const close = () => setOpen(null)
  const finish = () => {
    close()
    onDone?.()
  }
  return (
    <div className={classes.toolActions}>
      <Button size="xs" leftSection={<IconReload size={14} />} onClick={() => setOpen('replay')}>
        Replay {what}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconArchive size={14} />} onClick={() => setOpen('dismiss')}>
        Dismiss
      </Button>
      {open === 'replay' && (
        <ReplayPanel destination={destination} select={select} what={what} onClose={close} onDone={finish} />
      )}
      {open === 'dismiss' && (
        <DismissDialog destination={destination} select={select} what={what} onClose={close} onDone={finish} />
      )}
    </div>
  )
}
