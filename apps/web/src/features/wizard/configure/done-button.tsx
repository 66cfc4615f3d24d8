import { Button, Popover } from '@mantine/core'
import type { Problem } from '@sluice/schema'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import type { WizardForm } from '../form/wizard-form.ts'
import { useProblems } from './compiled.tsx'
import classes from './configure.module.css'
import { focusField } from './field-id.ts'
import { nameProblem } from './name-field.tsx'

/** Saves; while something is missing it says what, with a way to each place. */
export function DoneButton({ isSaving, onDone }: { isSaving: boolean; onDone: () => void }) {
  const reasons = useReasons()
  const [isOpen, setOpen] = useState(false)
  const isReady = reasons.length === 0
  return (
    <Popover opened={isOpen && !isReady} onChange={setOpen} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button
          aria-disabled={!isReady}
          data-disabled={!isReady || undefined}
          aria-expanded={isReady ? undefined : isOpen}
          loading={isSaving}
          onClick={(event) => {
            event.preventDefault()
            if (isReady) onDone()
            else setOpen(!isOpen)
          }}
        >
          Done
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Before it can be saved">
        <strong className={classes.reasonsTitle}>Before it can be saved</strong>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={`${reason.path}-${reason.code}-${reason.at}`}>
              <button
                type="button"
                className={classes.reason}
                onClick={() => {
                  setOpen(false)
                  // After the popover has given the focus back.
                  setTimeout(() => focusField(reason.path ?? 'name'), 0)
                }}
              >
                {reason.message}
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

function useReasons(): readonly Problem[] {
  const problems = useProblems()
  const name = useWatch<WizardForm, 'name'>({ name: 'name' })
  const wrongName = nameProblem(name)
  return wrongName === null ? problems : [{ code: 'name_invalid', path: 'name', message: wrongName }, ...problems]
}
