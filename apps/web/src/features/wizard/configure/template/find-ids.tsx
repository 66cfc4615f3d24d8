import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { Template } from '@sluice/schema'
import { IconCheck, IconListSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { LookupDialog } from '../inputs/lookup-dialog.tsx'
import { useSubject } from '../subject.ts'
import classes from './template-row.module.css'

/** Pickers for the ids that the records need: users, stages, people, cadences and what is there already. An id picked is copied. */
export function FindIds({ template }: { template: Template }) {
  const { lookups } = useSubject().connector
  const clipboard = useClipboard({ timeout: 4000 })
  const [open, setOpen] = useState<string | null>(null)
  const [picked, setPicked] = useState('')
  const kinds = new Set([...(template.lookups ?? []), ...template.fields.flatMap(({ lookup }) => lookup ?? [])])
  const offered = lookups.filter(({ kind }) => kinds.has(kind))
  if (offered.length === 0) return null
  return (
    <div className={classes.find}>
      <span>Look up ids:</span>
      {offered.map(({ kind, label }) => (
        <Button
          key={kind}
          variant="default"
          size="xs"
          leftSection={<IconListSearch size={14} />}
          onClick={() => setOpen(kind)}
        >
          {label}
        </Button>
      ))}
      <span className={classes.copied} role="status">
        {clipboard.copied && (
          <>
            <IconCheck size={14} aria-hidden /> {picked} is copied
          </>
        )}
      </span>
      <LookupDialog
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        kind={open ?? ''}
        says="Picking copies the id."
        onPick={(id) => {
          clipboard.copy(id)
          setPicked(id)
          setOpen(null)
        }}
      />
    </div>
  )
}
