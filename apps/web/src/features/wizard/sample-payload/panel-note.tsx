import type { BuildStep } from '@sluice/schema'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { useSamples } from '../configure/samples.tsx'
import { useSubject } from '../configure/subject.ts'
import { mostSampleRecords } from '../data/samples.ts'
import classes from './sample-panel.module.css'
import { seqsOf } from './step-facts.ts'

/** What the samples are made of, and that looking at them sends nothing. */
export function PanelNote({ steps, isTesting }: { steps: readonly BuildStep[]; isTesting: boolean }) {
  const { nexset } = useSubject()
  const { records } = useSamples()
  const carried = steps.reduce((sum, step) => sum + seqsOf(step).length, 0)
  const isCut = carried === records.length && records.length >= mostSampleRecords
  return (
    <p className={classes.note}>
      Made from {formatNumber(carried)} of {formatCount(nexset.recordCount, 'record')} with your settings.
      {isCut && ` Samples look at ${formatNumber(mostSampleRecords)} records at most; a call may carry more.`}
      {isTesting ? ' Only Send Test Data sends.' : ' Sends nothing.'}
    </p>
  )
}
