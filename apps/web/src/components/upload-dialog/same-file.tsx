import type { FileInspection } from '@sluice/schema'
import { Banner } from '../banner.tsx'
import { AnchorLink } from '../links.tsx'
import { RelativeTime } from '../relative-time.tsx'

/** Says that the same file seems to have come before, and where its records are. */
export function SameFile({ sameAs }: { sameAs: FileInspection['sameAs'] }) {
  const [newest] = sameAs
  if (!newest) return null
  return (
    <Banner tone="amber" title="This looks like a file that was added before:">
      <RelativeTime time={newest.at} />, to{' '}
      <AnchorLink to="/nexsets/$id/sources" params={{ id: newest.nexsetId }}>
        {newest.nexsetName}
      </AnchorLink>
      .
    </Banner>
  )
}
