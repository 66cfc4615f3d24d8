import { Button, Drawer } from '@mantine/core'
import type { Destination, QuarantineSelection, RecordEdit, ReplayPreview } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '../../../../components/banner.tsx'
import { ConfirmationFields } from '../../../../components/destination-actions/confirmation-fields.tsx'
import { useTouches } from '../../../../components/destination-actions/use-touches.ts'
import { DialogFoot } from '../../../../components/dialog-foot.tsx'
import { ErrorState } from '../../../../components/error-state.tsx'
import { LoadingRows } from '../../../../components/loading-rows.tsx'
import { describeError } from '../../../../lib/api-error.ts'
import { formatCount } from '../../../../lib/format.ts'
import { replayPreviewQuery, useReplay } from '../../data/replays.ts'
import classes from '../panel.module.css'
import { ReplayPlan } from './replay-plan.tsx'
import { ReplaySteps } from './replay-steps.tsx'

type Props = {
  destination: Destination
  select: QuarantineSelection
  what: string
  onClose: () => void
  onDone: () => void
}

/** What a replay would send, with the records' edits, and the word that it may. */
export function ReplayPanel({ destination, select, what, onClose, onDone }: Props) {
  const [includeUnknown, setIncludeUnknown] = useState(false)
  const [edits, setEdits] = useState<RecordEdit[]>([])
  const choice = { select, includeUnknown, edits }
  const preview = useQuery(replayPreviewQuery(destination.id, choice))
  const edit = (seq: number, data: RecordEdit['data'] | null) =>
    setEdits([...edits.filter((other) => other.seq !== seq), ...(data === null ? [] : [{ seq, data }])])
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title={`Replay ${what}`}>
      <div className={classes.panel}>
        {preview.isPending && <LoadingRows rows={6} label="Loading what would be sent" />}
        {preview.error && (
          <ErrorState title="What would be sent couldn’t be read" error={preview.error} onRetry={preview.refetch} />
        )}
        {preview.data && (
          <>
            <ReplayPlan
              preview={preview.data}
              editCount={edits.length}
              includeUnknown={includeUnknown}
              onIncludeUnknown={setIncludeUnknown}
            />
            <ReplaySteps destinationId={destination.id} steps={preview.data.steps} edits={edits} onEdit={edit} />
            <ReplayFoot
              destination={destination}
              preview={preview.data}
              choice={choice}
              isStale={preview.isPlaceholderData}
              onClose={onClose}
              onDone={onDone}
            />
          </>
        )}
      </div>
    </Drawer>
  )
}

type FootProps = Pick<Props, 'destination' | 'onClose' | 'onDone'> & {
  preview: ReplayPreview
  choice: Parameters<typeof replayPreviewQuery>[1]
  /** What is shown is of before the last change. */
  isStale: boolean
}

function ReplayFoot({ destination, preview, choice, isStale, onClose, onDone }: FootProps) {
  const { count, isIrreversible } = preview
  const [typed, setTyped] = useState<{ name: string; count: number | '' }>({ name: '', count: '' })
  const replay = useReplay(destination.id)
  const touches = useTouches(destination.credentialId)
  const isConfirmed = !isIrreversible || (typed.name === destination.name && typed.count === count)
  const confirm = isIrreversible && typed.count !== '' ? { name: typed.name, count: typed.count } : undefined
  return (
    <>
      {isIrreversible && <ConfirmationFields typed={typed} onChange={setTyped} name={destination.name} count={count} />}
      {replay.error && (
        <Banner tone="red" title="It was not replayed.">
          {describeError(replay.error).detail}
        </Banner>
      )}
      <DialogFoot touches={touches}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color={isIrreversible ? 'red' : undefined}
          disabled={count === 0 || !isConfirmed || isStale}
          loading={replay.isPending}
          onClick={() => replay.mutate({ ...choice, confirm }, { onSuccess: onDone })}
        >
          Replay {formatCount(count, 'record')}
        </Button>
      </DialogFoot>
    </>
  )
}
