import { toAdvanced } from '@sluice/request-builder'
import type { Problem } from '@sluice/schema'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import type { DraftOf } from '../draft/draft.ts'
import { advancedForm } from '../form/from-request.ts'
import { newAdvanced } from '../form/new-form.ts'
import { toRequest } from '../form/to-request.ts'
import type { AdvancedForm } from '../form/wizard-form.ts'
import { type Mode, placeOf } from '../shell/places.ts'
import { useSubject } from './subject.ts'
import { byUser, useWizardForm } from './use-wizard-form.ts'

/** Settings that came from a template: what Advanced can't say of them, and the ones that they replaced, if made by hand. */
export type Carried = { title: string; lost: readonly Problem[]; made: AdvancedForm; former: AdvancedForm | null }

/**
 * Keeps the form's mode with the address, and carries settings over: on the way to the Advanced tab as long as nothing
 * was made by hand there, and whenever it is asked for.
 */
export function useModes(of: DraftOf, tab: Mode | undefined) {
  const { connector, credential } = useSubject()
  const { getValues, setValue } = useWizardForm()
  const navigate = useNavigate()
  const [carried, setCarried] = useState<Carried | null>(null)

  const isByHand = (advanced: AdvancedForm) =>
    !isSame(advanced, newAdvanced(connector, credential.baseUrl)) && !isSame(advanced, carried?.made)

  const carryOver = () => {
    const form = getValues()
    const template = toRequest({ ...form, mode: 'template' })
    if (!template.ok || template.request.mode !== 'template') return
    const { template: id } = template.request
    const made = toAdvanced({ connector, baseUrl: credential.baseUrl, request: template.request })
    if (!made.ok) return
    const next = advancedForm(made.request)
    const title = connector.templates.find((candidate) => candidate.id === id)?.title ?? id
    setCarried({ title, lost: made.lost, made: next, former: isByHand(form.advanced) ? form.advanced : null })
    setValue('advanced', next, byUser)
  }

  const enter = useEffectEvent((to: Mode | undefined) => {
    const mode = getValues('mode')
    if (to === undefined) return void navigate({ ...placeOf(of, 'configure', mode), replace: true })
    if (to === mode) return
    if (to === 'advanced' && !isByHand(getValues('advanced'))) carryOver()
    setValue('mode', to, byUser)
  })
  useEffect(() => enter(tab), [tab])

  /** Opens the Advanced tab with the template's settings, or with a call that a template points to. */
  const openInAdvanced = (pointer?: { method: string; path: string }) => {
    if (pointer) {
      const begun = newAdvanced(connector, credential.baseUrl)
      const url = `${credential.baseUrl.replace(/\/+$/, '')}${pointer.path}`
      const { excludeAttributes } = getValues('template')
      setCarried(null)
      setValue('advanced', { ...begun, method: pointer.method, url, excludeAttributes }, byUser)
    } else carryOver()
    setValue('mode', 'advanced', byUser)
    void navigate({ ...placeOf(of, 'configure', 'advanced'), replace: true })
  }
  const takeBack = () => {
    if (carried?.former) setValue('advanced', carried.former, byUser)
    setCarried(null)
  }
  return { carried, dismiss: () => setCarried(null), takeBack, openInAdvanced }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
