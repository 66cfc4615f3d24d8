import { Button } from '@mantine/core'
import type { Destination } from '@sluice/schema'
import { Banner } from '../../../components/banner.tsx'
import { formatSeq } from '../../../lib/format.ts'
import type { DraftState } from '../draft/use-draft.ts'

/** The destination that is edited, and the way back to how it is. */
export type Editing = { destination: Destination; onDiscard: () => void }

/** What saving does to a destination that is there: at once when it is active. */
export function EditingNotice({ editing, draftState }: { editing: Editing; draftState: DraftState }) {
  const { destination, onDiscard } = editing
  const { draft, savedAt } = draftState
  const isDraft = savedAt !== null && draft.form !== null
  const isOld = isDraft && draft.version !== null && draft.version < destination.version
  const effect = effectOf(destination)
  if (!effect && !isDraft) return null
  return (
    <Banner
      tone={isOld ? 'amber' : 'blue'}
      title={isOld ? 'Your draft is of an earlier version.' : effect ? effect.title : 'This is your draft.'}
      action={
        isDraft && (
          <Button variant="default" size="xs" onClick={onDiscard}>
            Discard my changes
          </Button>
        )
      }
    >
      {isOld && `It began with version ${draft.version}; the destination is at version ${destination.version} by now. `}
      {effect ? effect.text : 'Nothing of it is saved yet.'}
    </Banner>
  )
}

function effectOf({ state, cursor }: Destination): { title: string; text: string } | null {
  const next = `from record ${formatSeq(cursor + 1)} on`
  switch (state) {
    case 'active':
      return {
        title: 'It is active.',
        text: `Done applies at once: it is paused for a moment and sends with the new settings ${next}. What was sent stays as it is.`,
      }
    case 'held':
      return { title: 'It is held.', text: `When the hold ends, it sends with the new settings ${next}.` }
    case 'paused':
      return cursor === 0
        ? null
        : {
            title: 'It is paused.',
            text: `Once activated, it sends with the new settings ${next}, unless you start over.`,
          }
    case 'inactive':
      return null
    default:
      return state satisfies never
  }
}
