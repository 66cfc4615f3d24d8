import type { Connector, Credential, NexsetDetail } from '@sluice/schema'
import { createContext, use } from 'react'

/** What is configured: records of this Nexset, for this connector, as this credential. */
export type Subject = { connector: Connector; credential: Credential; nexset: NexsetDetail }

export const SubjectContext = createContext<Subject | null>(null)

export function useSubject(): Subject {
  const subject = use(SubjectContext)
  if (!subject) throw new Error('useSubject is for what stands inside the step Configure')
  return subject
}
