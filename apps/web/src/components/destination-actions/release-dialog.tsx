import type { Destination } from '@sluice/schema'
import { useState } from 'react'
import { asSentence } from '../../lib/as-sentence.ts'
import { useDestinationAction } from '../../lib/data/destinations.ts'
import { formatCount } from '../../lib/format.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { ConfirmationFields } from './confirmation-fields.tsx'
import { useTouches } from './use-touches.ts'

/** Ends a hold: its cause, what to do about it, and the word that sending may go on. */
export function ReleaseDialog({ destination, onClose }: { destination: Destination; onClose: () => void }) {
  const action = useDestinationAction()
  const { id, name, hold, isIrreversible, recordCount, cursor } = destination
  const touches = useTouches(destination.credentialId)
  const waiting = recordCount - cursor
  const [typed, setTyped] = useState<{ name: string; count: number | '' }>({ name: '', count: '' })
  const isConfirmed = !isIrreversible || (typed.name === name && typed.count === waiting)
  const confirm = isIrreversible && typed.count !== '' ? { name: typed.name, count: typed.count } : undefined
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Resolve the hold of ${name}`}
      touches={touches}
      act="Go on sending"
      isDestructive={isIrreversible}
      isDisabled={!isConfirmed}
      isPending={action.isPending}
      error={action.error}
      onConfirm={() => action.mutate({ kind: 'release', id, confirm }, { onSuccess: onClose })}
    >
      {hold && (
        <p>
          <strong>{asSentence(hold.cause)}</strong> Held since <RelativeTime time={hold.since} />. {hold.remedy}
        </p>
      )}
      <p>{formatCount(waiting, 'record')} wait.</p>
      {isIrreversible && <ConfirmationFields typed={typed} onChange={setTyped} name={name} count={waiting} />}
    </ConfirmDialog>
  )
}
