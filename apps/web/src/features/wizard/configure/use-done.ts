import { notifications } from '@mantine/notifications'
import type { DestinationEditInput, NewDestinationInput } from '@sluice/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { hasCode } from '../../../lib/api-error.ts'
import { destinationQuery } from '../../../lib/data/destinations.ts'
import { type Save, useSaveDestination } from '../data/save-destination.ts'
import type { DraftOf } from '../draft/draft.ts'
import type { DraftState } from '../draft/use-draft.ts'
import { toRequest } from '../form/to-request.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import type { Editing } from './editing-notice.tsx'
import type { Subject } from './subject.ts'

type Input = {
  of: DraftOf
  subject: Subject
  form: UseFormReturn<WizardForm>
  draftState: DraftState
  editing: Editing | null
}

export type Done = {
  save: (version?: number) => void
  isSaving: boolean
  /** Why the last try failed, but for a conflict. */
  error: unknown
  /** Someone else changed the destination meanwhile. */
  isConflict: boolean
  endConflict: () => void
  /** Saves over what someone else saved. */
  overwrite: () => Promise<void>
}

/** Saves the destination, forgets the draft, and leads to the destination's page. */
export function useDone({ of, subject, form, draftState, editing }: Input): Done {
  const { mutate, isPending, error, reset } = useSaveDestination()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [isReading, setReading] = useState(false)
  const isConflict = hasCode(error, 'version_stale')

  const save = (version = draftState.draft.version ?? editing?.destination.version) => {
    const made = saveOf(form.getValues(), subject, editing, version)
    if (!made) return
    mutate(made, {
      onSuccess: ({ id, name, state }) => {
        draftState.drop()
        notifications.show({ color: 'green', title: `${name} is saved`, message: afterSaving(state) })
        void navigate({ to: '/destinations/$id/$tab', params: { id, tab: 'overview' }, ignoreBlocker: true })
      },
    })
  }
  const overwrite = async () => {
    if (!('destination' in of)) return
    setReading(true)
    try {
      const newest = await queryClient.fetchQuery({ ...destinationQuery(of.destination), staleTime: 0 })
      save(newest.version)
    } finally {
      setReading(false)
    }
  }
  return {
    save,
    isSaving: isPending || isReading,
    error: isConflict ? null : error,
    isConflict,
    endConflict: reset,
    overwrite,
  }
}

function saveOf(
  form: WizardForm,
  { connector, credential, nexset }: Subject,
  editing: Editing | null,
  version = 1,
): Save | null {
  const made = toRequest(form)
  if (!made.ok) return null
  const common = {
    name: form.name.trim(),
    credentialId: credential.id,
    request: made.request,
    responseWebhook: form.responseWebhook,
    settings: { repeat: form.repeat, maxRejectedShare: form.maxRejectedShare },
  }
  if (editing) {
    const body: DestinationEditInput = { ...common, version }
    return { kind: 'edit', id: editing.destination.id, body }
  }
  const body: NewDestinationInput = { ...common, connector: connector.id, nexsetId: nexset.id }
  return { kind: 'create', body }
}

const afterSaving = (state: string) =>
  state === 'active' ? 'It goes on with the new settings.' : 'Nothing was sent yet: activate it when you are ready.'
