import { Checkbox } from '@mantine/core'
import type { ReplayPreview } from '@sluice/schema'
import { Banner } from '../../../../components/banner.tsx'
import { Facts } from '../../../../components/facts.tsx'
import { formatCount, formatNumber } from '../../../../lib/format.ts'
import { leftOutWords } from '../../describe-replay.ts'
import classes from '../../destinations.module.css'

type Props = {
  preview: ReplayPreview
  editCount: number
  includeUnknown: boolean
  onIncludeUnknown: (include: boolean) => void
}

/** What a replay sends and leaves out, and what there is to know before it begins. */
export function ReplayPlan({ preview, editCount, includeUnknown, onIncludeUnknown }: Props) {
  const { count, left, version, looked, invalid, overtaken, unknown, mayDouble, losses, state } = preview
  const leftOut = leftOutWords(left)
  const ofLooked = looked < count ? ` of the first ${formatNumber(looked)}` : ''
  const maybes = includeUnknown ? unknown : left.unknown
  return (
    <>
      {losses.length > 0 && (
        <Banner tone="red" title="This can’t be undone.">
          {losses.join(' ')}
        </Banner>
      )}
      {(state === 'paused' || state === 'held' || state === 'inactive') && (
        <Banner tone="blue" title={`This destination is ${state}.`}>
          The replay waits, and begins as soon as it is active again.
        </Banner>
      )}
      <Facts
        items={[
          ['Sends', formatCount(count, 'record')],
          ['Made by', `version ${version}, the newest configuration`],
          ...(editCount > 0 ? [['Edited', formatCount(editCount, 'record')] as const] : []),
        ]}
      />
      {leftOut && <p className={classes.none}>{leftOut}</p>}
      {maybes > 0 && (
        <Checkbox
          checked={includeUnknown}
          onChange={(event) => onIncludeUnknown(event.currentTarget.checked)}
          label={`Also send the ${formatCount(maybes, 'record')} that may have been applied already`}
          description={
            mayDouble
              ? 'What was applied is applied twice by that. Look some of them up in Salesloft first.'
              : 'This call may be repeated: it changes nothing twice.'
          }
        />
      )}
      {invalid > 0 && (
        <Banner tone="amber" title={`${formatCount(invalid, 'record')}${ofLooked} would still make no request.`}>
          Edit them here, or change the configuration first. Replayed as they are, they come back.
        </Banner>
      )}
      {overtaken > 0 && (
        <Banner tone="amber" title={`${formatCount(overtaken, 'record')}${ofLooked} would put older values back.`}>
          A newer record with the same key was tried since.
        </Banner>
      )}
    </>
  )
}
