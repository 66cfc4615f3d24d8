import type { BuiltRequest } from '@sluice/schema'
import { useState } from 'react'
import { changedLines, type LineChanges } from './changed-lines.ts'

const none: LineChanges = { changed: [], removed: 0 }

/**
 * What the last setting altered in a request's text. `view` names how the text is shown: one that differs for that
 * reason alone isn't altered.
 */
export function useChanges(request: BuiltRequest, text: string, view: unknown): LineChanges {
  const [former, setFormer] = useState({ request, text, view, changes: none })
  if (former.request === request && former.view === view) return former.changes
  const changes = former.view === view ? changedLines(former.text, text) : none
  setFormer({ request, text, view, changes })
  return changes
}
