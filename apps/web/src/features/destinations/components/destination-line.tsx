import type { Destination } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { DataText } from '../../../components/data-text.tsx'
import { AnchorLink } from '../../../components/links.tsx'
import { credentialQuery } from '../../../lib/data/credentials.ts'

/** From which Nexset, by which request, as whom. */
export function DestinationLine({ destination }: { destination: Destination }) {
  const { data: credential } = useQuery(credentialQuery(destination.credentialId))
  const who = [credential?.check.user?.name, credential?.check.team?.name].filter((name) => name !== undefined)
  return (
    <>
      From{' '}
      <AnchorLink to="/nexsets/$id/records" params={{ id: destination.nexsetId }}>
        {destination.nexsetName}
      </AnchorLink>{' '}
      · {destination.requestLabel} · as{' '}
      <AnchorLink to="/credentials/$id" params={{ id: destination.credentialId }}>
        {who.length > 0 ? <DataText>{who.join(', ')}</DataText> : destination.credentialName}
      </AnchorLink>
    </>
  )
}
