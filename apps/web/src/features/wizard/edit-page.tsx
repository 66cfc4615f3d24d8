import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { destinationQuery } from '../../lib/data/destinations.ts'
import { Wizard } from './shell/wizard.tsx'
import classes from './shell/wizard-frame.module.css'
import { WizardFrame } from './shell/wizard-frame.tsx'

/** The wizard over a destination that is there already. */
export function EditPage() {
  const { id } = useParams({ from: '/destinations/$id/edit' })
  const { tab, step } = useSearch({ from: '/destinations/$id/edit' })
  const of = useMemo(() => ({ destination: id }), [id])
  const destination = useQuery(destinationQuery(id))
  const [turn, setTurn] = useState(1)
  if (destination.data)
    return (
      <Wizard
        key={`${id}-${turn}`}
        of={of}
        nexsetId={destination.data.nexsetId}
        step={step ?? 'configure'}
        tab={tab}
        editing={{ destination: destination.data }}
        onRestart={() => void destination.refetch().then(() => setTurn(turn + 1))}
      />
    )
  return (
    <WizardFrame of={of} title="Edit a destination" shortTitle="Edit" step={step ?? 'configure'} places={{}}>
      <div className={classes.notice}>
        {destination.isError ? (
          <ErrorState
            title="The destination couldn’t be read"
            error={destination.error}
            onRetry={() => void destination.refetch()}
          />
        ) : (
          <LoadingRows rows={6} height={48} label="Loading the destination" />
        )}
      </div>
    </WizardFrame>
  )
}
