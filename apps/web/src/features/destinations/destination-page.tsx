import { useParams } from '@tanstack/react-router'

/** A destination: progress, records with their outcomes, errors, runs and configuration. */
export function DestinationPage() {
  const { tab } = useParams({ from: '/shell/destinations/$id/$tab' })
  return <h1>{tab}</h1>
}
