import { Button } from '@mantine/core'
import { describeError, hasCode } from '../../lib/api-error.ts'
import { Banner } from '../banner.tsx'

/** Why an upload was refused. A file that was added before can be added again, knowingly. */
export function UploadRefusal({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { detail } = describeError(error)
  if (hasCode(error, 'file_already_uploaded')) {
    const again = (
      <Button variant="default" size="xs" onClick={onAgain}>
        Add it again
      </Button>
    )
    return (
      <Banner tone="amber" title="This file was added before." action={again}>
        {detail} Nothing was kept.
      </Banner>
    )
  }
  return (
    <Banner tone="red" title="The file was not kept.">
      {detail}
    </Banner>
  )
}
