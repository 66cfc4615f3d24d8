import type { Destination, Outcome } from '@sluice/schema'
import { formatCount } from '../../../../lib/format.ts'
import classes from '../../destinations.module.css'
import { choiceOf } from '../../quarantine-choice.ts'
import { QuarantineActions } from './quarantine-actions.tsx'
import { ReplayProgress } from './replay-progress.tsx'

type Props = {
  destination: Destination
  ticked: ReadonlySet<number>
  search: string
  outcome: Outcome | undefined
  onDone: () => void
}

/** What can be done with the records that are ticked, or else found, where they are errors; and what is being done. */
export function ChosenRecords({ destination, ticked, search, outcome, onDone }: Props) {
  const { counts } = destination
  const select = choiceOf(ticked, search, outcome)
  const hasErrors = counts.rejected + counts.invalid + counts.unknown > 0
  return (
    <>
      <ReplayProgress destination={destination} />
      {select && hasErrors && (
        <div className={classes.notice}>
          <QuarantineActions
            destination={destination}
            select={select}
            what={ticked.size > 0 ? formatCount(ticked.size, 'record') : 'all found'}
            onDone={onDone}
          />
        </div>
      )}
    </>
  )
}
