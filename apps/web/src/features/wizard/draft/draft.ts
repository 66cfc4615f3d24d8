import { z } from 'zod'
import { WizardForm } from '../form/wizard-form.ts'

/** An unfinished wizard as the browser keeps it. `form` is null until the step Configure was seen. */
export const Draft = z.object({
  savedAt: z.string(),
  connector: z.string().nullable(),
  credentialId: z.string().nullable(),
  form: WizardForm.nullable(),
  /** Of the destination that is edited. */
  version: z.int().nullable(),
})
export type Draft = z.infer<typeof Draft>

/** What a draft belongs to: a Nexset to be sent, or a destination that is edited. */
export type DraftOf = { nexset: string } | { destination: string }

/** The draft that this browser keeps; null without one, or when it can't be read any more. */
export function readDraft(of: DraftOf, storage: Storage = localStorage): Draft | null {
  try {
    const text = storage.getItem(keyOf(of))
    if (text === null) return null
    const read = Draft.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Keeps the draft. False where the browser has no room or allows none. */
export function keepDraft(of: DraftOf, draft: Draft, storage: Storage = localStorage): boolean {
  try {
    storage.setItem(keyOf(of), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(of: DraftOf, storage: Storage = localStorage): void {
  try {
    storage.removeItem(keyOf(of))
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

const keyOf = (of: DraftOf) =>
  'nexset' in of ? `sluice.draft.nexset.${of.nexset}` : `sluice.draft.destination.${of.destination}`
