import { type Compiled, compile } from '@sluice/request-builder'
import type { Problem, RequestConfig } from '@sluice/schema'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { toRequest } from '../form/to-request.ts'
import type { WizardForm } from '../form/wizard-form.ts'
import { useSubject } from './subject.ts'

/** The form's request configuration, and what the builder says of it. Without a request, `compiled` holds why. */
export type Configured = { request: RequestConfig | null; compiled: Compiled }

const ConfiguredContext = createContext<Configured | null>(null)
const ProblemsContext = createContext<readonly Problem[]>([])

/**
 * Compiles the form at each change. Whoever shows problems looks again only when they changed, so that typing renders
 * the field and the samples, not the form.
 */
export function CompiledProvider({ children }: { children: ReactNode }) {
  const { connector, credential, nexset } = useSubject()
  const [now] = useState(() => new Date().toISOString())
  const [mode, template, advanced] = useWatch<WizardForm, ['mode', 'template', 'advanced']>({
    name: ['mode', 'template', 'advanced'],
  })
  const { attributes } = nexset
  const { baseUrl } = credential
  const configured = useMemo<Configured>(() => {
    const made = toRequest({ mode, template, advanced })
    if (!made.ok) return { request: null, compiled: made }
    const { request } = made
    return { request, compiled: compile({ connector, baseUrl, request, attributes, now }) }
  }, [mode, template, advanced, connector, baseUrl, attributes, now])
  const problems = useSame(configured.compiled.ok ? noProblems : configured.compiled.problems)
  return (
    <ConfiguredContext value={configured}>
      <ProblemsContext value={problems}>{children}</ProblemsContext>
    </ConfiguredContext>
  )
}

const noProblems: readonly Problem[] = []

/** The former list while the new one says the same. */
function useSame(problems: readonly Problem[]): readonly Problem[] {
  const [kept, keep] = useState(problems)
  if (kept === problems || JSON.stringify(kept) === JSON.stringify(problems)) return kept
  keep(problems)
  return problems
}

export function useConfigured(): Configured {
  const configured = use(ConfiguredContext)
  if (!configured) throw new Error('useConfigured is for what stands inside CompiledProvider')
  return configured
}

/** Why no request can be made. */
export const useProblems = () => use(ProblemsContext)

/** Not wrong, only not done yet: told at Done, not while someone is still on the way. */
const unfinished = new Set(['param_missing', 'template_missing'])

/** What is wrong with the field of this path, or below it with `isDeep`. */
export function useProblemAt(path: string, isDeep = false): string | undefined {
  return useProblems().find(
    (problem) =>
      !unfinished.has(problem.code) &&
      (problem.path === path || (isDeep && problem.path?.startsWith(`${path}.`) === true)),
  )?.message
}
