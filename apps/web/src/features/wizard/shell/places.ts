import type { LinkProps } from '@tanstack/react-router'
import type { DraftOf } from '../draft/draft.ts'

export const stepNames = ['select', 'authenticate', 'configure'] as const
export type StepName = (typeof stepNames)[number]

export const stepTitles: Record<StepName, string> = {
  select: 'Select',
  authenticate: 'Authenticate',
  configure: 'Configure',
}

export type Mode = 'template' | 'advanced'
export type Place = Pick<LinkProps, 'to' | 'params' | 'search'>

/** The address of a step, and in Configure of a tab. */
export function placeOf(of: DraftOf, step: StepName, tab?: Mode): Place {
  const search = tab ? { tab } : {}
  return 'nexset' in of
    ? { to: '/nexsets/$id/send/$step', params: { id: of.nexset, step }, search }
    : { to: '/destinations/$id/edit', params: { id: of.destination }, search: { ...search, step } }
}

/** Where the wizard was entered from, and where its X leads. */
export function placeOutside(of: DraftOf): Place {
  return 'nexset' in of
    ? { to: '/nexsets/$id/records', params: { id: of.nexset } }
    : { to: '/destinations/$id/$tab', params: { id: of.destination, tab: 'overview' } }
}
