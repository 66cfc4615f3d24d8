import type { BuildStep, Problem } from '@sluice/schema'
import { formatSeq } from '../../../lib/format.ts'

export type StepState = 'ok' | 'warning' | 'invalid'

/** The records of a sample: what it is known by while settings change. */
export const seqsOf = (step: BuildStep): number[] => (step.kind === 'request' ? step.request.seqs : [step.seq])
export const keyOf = (step: BuildStep): string => seqsOf(step).join('-')

export function stateOf(step: BuildStep): StepState {
  if (step.kind === 'invalid') return 'invalid'
  return step.request.warnings.length > 0 ? 'warning' : 'ok'
}

export const problemsOf = (step: BuildStep): readonly Problem[] =>
  step.kind === 'invalid' ? step.problems : step.request.warnings

/** `#1`, `#101–200`, `#3, 7, 9`; long lists of scattered records by their ends. */
export function describeSeqs(seqs: readonly number[]): string {
  const [first] = seqs
  const last = seqs.at(-1)
  if (first === undefined || last === undefined) return ''
  if (seqs.length === 1) return formatSeq(first)
  const isRange = seqs.every((seq, index) => seq === first + index)
  if (isRange) return `${formatSeq(first)}–${formatSeq(last).slice(1)}`
  if (seqs.length <= 4) return `#${seqs.map((seq) => formatSeq(seq).slice(1)).join(', ')}`
  return `${formatSeq(first)} … ${formatSeq(last).slice(1)}`
}

/** Path and query of a URL, which is what differs between samples. */
export function pathOf(url: string): string {
  const read = URL.parse(url)
  return read ? `${read.pathname}${read.search}` : url
}

/** How many of the samples would go out, and how many not. */
export function tally(steps: readonly BuildStep[]): { good: number; bad: number } {
  const bad = steps.filter((step) => step.kind === 'invalid').length
  return { good: steps.length - bad, bad }
}
