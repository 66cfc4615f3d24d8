import type { SourceRecord } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { recordsNeeded, type SamplePick, samplesQuery } from '../data/samples.ts'
import { recordsPerCall } from '../form/records-per-call.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import { useSubject } from './subject.ts'

export const sampleCounts = [3, 10, 50] as const

export type Samples = {
  /** How many samples are shown. */
  count: number
  setCount: (count: number) => void
  pick: SamplePick
  setPick: (pick: SamplePick) => void
  records: readonly SourceRecord[]
  isPending: boolean
  error: unknown
  refetch: () => void
}

const none: readonly SourceRecord[] = []
const SamplesContext = createContext<Samples | null>(null)

/** Reads as many sample records as the samples take, batches included. */
export function SamplesProvider({ children }: { children: ReactNode }) {
  const { connector, nexset } = useSubject()
  const [count, setCount] = useState<number>(sampleCounts[0])
  const [pick, setPick] = useState<SamplePick>({ kind: 'first' })
  const [mode, template, batchSize, batch] = useWatch<
    WizardForm,
    ['mode', 'template.template', 'template.batchSize', 'advanced.batch']
  >({ name: ['mode', 'template.template', 'template.batchSize', 'advanced.batch'] })
  const perCall = recordsPerCall(connector, { mode, template, batchSize, batch })
  const { data, isPending, error, refetch } = useQuery(samplesQuery(nexset.id, pick, recordsNeeded(count, perCall)))
  const samples = useMemo<Samples>(
    () => ({ count, setCount, pick, setPick, records: data ?? none, isPending, error, refetch: () => void refetch() }),
    [count, pick, data, isPending, error, refetch],
  )
  return <SamplesContext value={samples}>{children}</SamplesContext>
}

export function useSamples(): Samples {
  const samples = use(SamplesContext)
  if (!samples) throw new Error('useSamples is for what stands inside SamplesProvider')
  return samples
}
