import { Button } from '@mantine/core'
import { Banner } from '../../components/banner.tsx'
import { describeError } from '../../lib/api-error.ts'

type Props = { act: string; isChanged: boolean; isPending: boolean; error: unknown }

/** The button that saves one section of a form, and what refused it. */
export function SaveRow({ act, isChanged, isPending, error }: Props) {
  return (
    <>
      {error !== null && error !== undefined && (
        <Banner tone="red" title="It was not saved.">
          {describeError(error).detail}
        </Banner>
      )}
      <div>
        <Button type="submit" variant="default" disabled={!isChanged} loading={isPending}>
          {act}
        </Button>
      </div>
    </>
  )
}
