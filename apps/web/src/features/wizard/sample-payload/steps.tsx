import { build, type RequestPlan } from '@sluice/request-builder'
import type { BuildStep } from '@sluice/schema'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { useConfigured } from '../configure/compiled.tsx'
import { useSamples } from '../configure/samples.tsx'
import { keepUnchanged } from './keep-unchanged.ts'

export type Steps = {
  steps: readonly BuildStep[]
  /** What they were built by; null before any settings worked. */
  plan: RequestPlan | null
  /** True while the settings make no request: the steps are of the last ones that did. */
  isStale: boolean
}

const StepsContext = createContext<Steps | null>(null)

/** Builds the samples that the settings make of the sample records, in the frame of each change. */
export function StepsProvider({ children }: { children: ReactNode }) {
  const { compiled } = useConfigured()
  const { records, count } = useSamples()
  const [keep] = useState(createKeeper)
  const steps = useMemo<Steps>(() => {
    if (!compiled.ok) return { ...keep.last(), isStale: true }
    return { ...keep.next(compiled.plan, [...build(compiled.plan, records).take(count)]), isStale: false }
  }, [compiled, records, count, keep])
  return <StepsContext value={steps}>{children}</StepsContext>
}

export function useSteps(): Steps {
  const steps = use(StepsContext)
  if (!steps) throw new Error('useSteps is for what stands inside StepsProvider')
  return steps
}

/** Remembers the last steps, so that unchanged ones stay the same objects. */
function createKeeper() {
  let last: { steps: readonly BuildStep[]; plan: RequestPlan | null } = { steps: [], plan: null }
  return {
    last: () => last,
    next: (plan: RequestPlan, steps: BuildStep[]) => {
      last = { steps: keepUnchanged(last.steps, steps), plan }
      return last
    },
  }
}
