import { useEffect, useRef } from 'react'
import type { WizardForm } from '../form/wizard-form.ts'
import { useProblems } from './compiled.tsx'
import { useWizardForm } from './use-wizard-form.ts'

const delayMs = 400

/** Keeps the form in the draft a moment after each change, and before the page goes; never with something like a secret in it. */
export function KeepDraft({ onKeep }: { onKeep: (form: WizardForm) => void }) {
  const { subscribe, getValues } = useWizardForm()
  const isSecret = useProblems().some(({ code }) => code === 'secret_in_text')
  const latest = useRef({ onKeep, isSecret })
  useEffect(() => {
    latest.current = { onKeep, isSecret }
  }, [onKeep, isSecret])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      if (!latest.current.isSecret) latest.current.onKeep(getValues())
    }
    const unsubscribe = subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer)
        timer = setTimeout(keep, delayMs)
      },
    })
    window.addEventListener('pagehide', keep)
    return () => {
      keep()
      unsubscribe()
      window.removeEventListener('pagehide', keep)
    }
  }, [subscribe, getValues])
  return null
}
