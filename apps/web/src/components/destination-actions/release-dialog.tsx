import type { Destination } from '@sluice/schema'
import { useState } from 'react'
import { useDestinationAction } from '../../lib/data/destinations.ts'
import { formatCount } from '../../lib/format.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { ConfirmationFields } from './confirmation-fields.tsx'

/** Ends a hold: its cause, what to do about it, and the word that sending may go on. */
export function ReleaseDialog({ destination, onClose }: { destination: Destination; onClose: () => void }) {
  const action = useDestinationAction()
  const { id, name, hold, isIrreversible, recordCount, cursor } = destination
  const waiting = recordCount - cursor
  const [typed, setTyped] = useState<{ name: string; count: number | '' }>({ name: '', count: '' })
  const isConfirmed = !isIrreversible || (typed.name === name && typed.count === waiting)
  const confirm = isIrreversible && typed.count !== '' ? { name: typed.name, count: typed.count } : undefined
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Resolve the hold of ${name}`}
      touches="Writes to Salesloft"
      act="Go on sending"
      isDestructive={isIrreversible}
      isDisabled={!isConfirmed}
      isPending={action.isPending}
      error={action.error}
      onConfirm={() => action.mutate({ kind: 'release', id, confirm }, { onSuccess: onClose })}
    >
      {hold && (
        <p>
          <strong>{hold.cause}</strong> Held since <RelativeTime time={hold.since} />. {hold.remedy}
        </p>
      )}
      <p>{formatCount(waiting, 'record')} wait.</p>
      {isIrreversible && <ConfirmationFields typed={typed} onChange={setTyped} name={name} count={waiting} />}
    </ConfirmDialog>
  )
}
