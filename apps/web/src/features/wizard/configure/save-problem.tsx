import { IconCircleX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { describeError } from '../../../lib/api-error.ts'

/** Why saving was refused. */
export function SaveProblem({ error }: { error: unknown }) {
  const place = useRef<HTMLDivElement>(null)
  // In a block: newer browsers give a promise back, which an effect may not.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { detail, reference } = describeError(error)
  return (
    <div ref={place}>
      <Banner tone="red" icon={IconCircleX} title="It wasn’t saved.">
        {detail} Your draft is kept.
        {reference && (
          <>
            {' '}
            Request <code>{reference}</code>
          </>
        )}
      </Banner>
    </div>
  )
}
