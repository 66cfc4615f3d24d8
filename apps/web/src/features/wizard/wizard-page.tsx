import { useParams } from '@tanstack/react-router'

/** The wizard that sends a Nexset to a destination: select, authenticate, configure. */
export function WizardPage() {
  const { step } = useParams({ from: '/nexsets/$id/send/$step' })
  return <h1>{step}</h1>
}
