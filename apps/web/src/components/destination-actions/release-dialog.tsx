import type { Destination } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asSentence } from '../../lib/as-sentence.ts'
import { activationPlanQuery, useDestinationAction } from '../../lib/data/destinations.ts'
import { formatCount } from '../../lib/format.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { ConfirmationFields } from './confirmation-fields.tsx'
import { useTouches } from './use-touches.ts'

/** Ends a hold: its cause, what to do about it, and the word that sending may go on. */
export function ReleaseDialog({ destination, onClose }: { destination: Destination; onClose: () => void }) {
  const action = useDestinationAction()
  const { id, name, hold } = destination
  const plan = useQuery(activationPlanQuery(id))
  const touches = useTouches(destination.credentialId)
  const waiting = plan.data ? plan.data.fromCursor + plan.data.replaying : null
  const needsLeave = destination.isIrreversible || hold?.kind === 'approval'
  const [typed, setTyped] = useState<{ name: string; count: number | '' }>({ name: '', count: '' })
  const isConfirmed = !needsLeave || (typed.name === name && typed.count === waiting)
  const confirm = needsLeave && typed.count !== '' ? { name: typed.name, count: typed.count } : undefined
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Resolve the hold of ${name}`}
      touches={touches}
      act="Go on sending"
      isDestructive={needsLeave}
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
      {waiting !== null && <p>{formatCount(waiting, 'record')} wait.</p>}
      {needsLeave && waiting !== null && (
        <ConfirmationFields typed={typed} onChange={setTyped} name={name} count={waiting} />
      )}
    </ConfirmDialog>
  )
}
