import type { BuildStep } from '@sluice/schema'

/**
 * The steps, but those that say the same as the former one in their place are that former one: what shows a step need
 * not look again.
 */
export function keepUnchanged(former: readonly BuildStep[], steps: readonly BuildStep[]): BuildStep[] {
  return steps.map((step, index) => {
    const before = former[index]
    return before && isSame(before, step) ? before : step
  })
}

function isSame(a: BuildStep, b: BuildStep): boolean {
  if (a.kind === 'request' && b.kind === 'request')
    return a.request.body === b.request.body && sameBut(a.request, b.request)
  return a.kind === 'invalid' && b.kind === 'invalid' && a.seq === b.seq && sameText(a.problems, b.problems)
}

type Request = Extract<BuildStep, { kind: 'request' }>['request']

const sameBut = ({ body: _, ...a }: Request, { body: __, ...b }: Request) => sameText(a, b)
const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
