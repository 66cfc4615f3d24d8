import { Button } from '@mantine/core'
import type { BuildStep, RecordEdit } from '@sluice/schema'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { formatSeq } from '../../../../lib/format.ts'
import classes from '../../destinations.module.css'
import panelClasses from '../panel.module.css'
import { SampleStep } from '../sample-step.tsx'
import { RecordEditor } from './record-editor.tsx'

type Props = {
  destinationId: string
  steps: readonly BuildStep[]
  edits: readonly RecordEdit[]
  /** Null takes an edit back. */
  onEdit: (seq: number, data: RecordEdit['data'] | null) => void
}

/** Some of what would be sent, each with the way to edit its record. */
export function ReplaySteps({ destinationId, steps, edits, onEdit }: Props) {
  const [open, setOpen] = useState<number | null>(null)
  return (
    <section className={panelClasses.panel} aria-label="What would be sent">
      {steps.map((step) => {
        const seqs = step.kind === 'request' ? step.request.seqs : [step.seq]
        const [seq] = seqs
        const edit = edits.find((one) => one.seq === seq)
        return (
          <div key={seqs.join(' ')} className={panelClasses.panel}>
            <SampleStep step={step} />
            {seq !== undefined && seqs.length === 1 && open !== seq && (
              <div className={classes.toolActions}>
                <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} onClick={() => setOpen(seq)}>
                  Edit record {formatSeq(seq)}
                </Button>
                {edit && (
                  <Button size="xs" variant="subtle" onClick={() => onEdit(seq, null)}>
                    As it came
                  </Button>
                )}
              </div>
            )}
            {seq !== undefined && open === seq && (
              <RecordEditor
                destinationId={destinationId}
                seq={seq}
                edited={edit?.data}
                onClose={() => setOpen(null)}
                onUse={(data) => {
                  onEdit(seq, data)
                  setOpen(null)
                }}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
