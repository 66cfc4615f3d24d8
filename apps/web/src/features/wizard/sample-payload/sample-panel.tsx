import { Button, SegmentedControl } from '@mantine/core'
import { IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { sampleCounts, useSamples } from '../configure/samples.tsx'
import { TestBanner } from '../test-send/test-banner.tsx'
import { TestHistory } from '../test-send/test-history.tsx'
import { NotMade } from './not-made.tsx'
import { PanelNote } from './panel-note.tsx'
import { PickRecords } from './pick-records.tsx'
import classes from './sample-panel.module.css'
import { SampleRow } from './sample-row.tsx'
import { keyOf } from './step-facts.ts'
import { useSteps } from './steps.tsx'

/** The requests that the settings make of sample records, each to unfold, and in test mode to edit and send. */
export function SamplePanel() {
  const samples = useSamples()
  const { steps, plan, isStale } = useSteps()
  const [isTesting, setTesting] = useState(false)
  return (
    <section className={classes.root} aria-labelledby="sample-payload" id="samples" tabIndex={-1}>
      <div className={classes.head}>
        <h2 className={classes.title} id="sample-payload">
          Sample Payload
        </h2>
        <SegmentedControl
          aria-label="Number of samples"
          data={sampleCounts.map(String)}
          value={String(samples.count)}
          onChange={(value) => samples.setCount(Number(value))}
        />
        <PickRecords />
        <Button
          size="xs"
          variant={isTesting ? 'light' : 'default'}
          leftSection={isTesting ? <IconX size={14} /> : <IconPlayerPlayFilled size={13} />}
          aria-pressed={isTesting}
          className={isTesting ? classes.leaving : undefined}
          onClick={() => setTesting(!isTesting)}
        >
          {isTesting ? 'Leave test' : 'Test'}
        </Button>
      </div>
      <div className={classes.body}>
        {isTesting && <TestBanner />}
        {isStale && <NotMade hasSamples={steps.length > 0} />}
        {samples.isPending && <LoadingRows rows={3} height={36} label="Loading sample records" />}
        {samples.error !== null && (
          <ErrorState title="The sample records couldn’t be read" error={samples.error} onRetry={samples.refetch}>
            Your settings are safe.
          </ErrorState>
        )}
        {!samples.isPending && samples.error === null && samples.records.length === 0 && <NoRecords />}
        <ol className={classes.list} data-stale={isStale || undefined}>
          {plan &&
            steps.map((step, index) => (
              <SampleRow
                key={keyOf(step)}
                step={step}
                plan={plan}
                isFirst={index === 0}
                isTesting={isTesting && !isStale}
              />
            ))}
        </ol>
        {steps.length > 0 && !isStale && <PanelNote steps={steps} isTesting={isTesting} />}
        {isTesting && <TestHistory />}
      </div>
    </section>
  )
}

function NoRecords() {
  const { pick, setPick } = useSamples()
  if (pick.kind !== 'search')
    return (
      <Banner tone="blue" title="This Nexset has no records yet.">
        Samples appear with its first record. The settings can be made and saved before.
      </Banner>
    )
  return (
    <Banner
      tone="blue"
      title={`No record holds “${pick.text}”.`}
      action={
        <Button variant="default" size="xs" onClick={() => setPick({ kind: 'first' })}>
          Show the first
        </Button>
      }
    />
  )
}
