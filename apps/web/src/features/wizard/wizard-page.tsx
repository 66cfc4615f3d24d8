import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Wizard } from './shell/wizard.tsx'

/** The wizard that sends a Nexset to a destination: select, authenticate, configure. */
export function WizardPage() {
  const { id, step } = useParams({ from: '/nexsets/$id/send/$step' })
  const { tab } = useSearch({ from: '/nexsets/$id/send/$step' })
  const of = useMemo(() => ({ nexset: id }), [id])
  const [turn, setTurn] = useState(1)
  return (
    <Wizard
      key={`${id}-${turn}`}
      of={of}
      nexsetId={id}
      step={step}
      tab={tab}
      editing={null}
      onRestart={() => setTurn(turn + 1)}
    />
  )
}
