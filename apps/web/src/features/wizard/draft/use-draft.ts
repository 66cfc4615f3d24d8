import { useCallback, useEffect, useRef, useState } from 'react'
import { type Draft, type DraftOf, dropDraft, keepDraft, readDraft } from './draft.ts'

export type DraftState = {
  draft: Draft
  /** When the browser last kept it; null before that. */
  savedAt: string | null
  /** False when the browser keeps nothing: a reload would lose the work. */
  isKept: boolean
  /** Changes the draft and keeps it. */
  change: (patch: Partial<Omit<Draft, 'savedAt'>>) => void
  /** Forgets it, on Done or when it is discarded. Later changes aren't kept. */
  drop: () => void
}

/** The draft of a Nexset or destination: what this browser kept of it, else `initial`. */
export function useDraft(of: DraftOf, initial: Omit<Draft, 'savedAt'>): DraftState {
  const [stored] = useState(() => readDraft(of))
  const [draft, setDraft] = useState<Draft>(() => stored ?? { savedAt: '', ...initial })
  const [savedAt, setSavedAt] = useState(stored?.savedAt ?? null)
  const [isKept, setKept] = useState(true)
  const latest = useRef({ of, draft, isDropped: false })
  useEffect(() => {
    latest.current.of = of
  }, [of])

  const change = useCallback<DraftState['change']>((patch) => {
    const next = { ...latest.current.draft, ...patch, savedAt: new Date().toISOString() }
    latest.current.draft = next
    setDraft(next)
    if (latest.current.isDropped) return
    setKept(keepDraft(latest.current.of, next))
    setSavedAt(next.savedAt)
  }, [])
  const drop = useCallback(() => {
    latest.current.isDropped = true
    dropDraft(latest.current.of)
    setSavedAt(null)
  }, [])
  return { draft, savedAt, isKept, change, drop }
}
