import type { DestinationState, Outcome, Run } from '@sluice/schema'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Tone } from '../theme/colors.ts'

/** A state is always a word, an icon and a tone. */
export type StateLook = { word: string; icon: TablerIcon; tone: Tone }

export const destinationStates: Record<DestinationState, StateLook> = {
  active: { word: 'Active', icon: IconPlayerPlayFilled, tone: 'green' },
  paused: { word: 'Paused', icon: IconPlayerPauseFilled, tone: 'gray' },
  held: { word: 'Held', icon: IconHandStop, tone: 'amber' },
  inactive: { word: 'Inactive', icon: IconCircleDashed, tone: 'blue' },
}

export const outcomes: Record<Outcome, StateLook> = {
  sent: { word: 'Sent', icon: IconCheck, tone: 'green' },
  rejected: { word: 'Rejected', icon: IconCircleX, tone: 'red' },
  invalid: { word: 'Invalid', icon: IconAlertTriangle, tone: 'amber' },
  skipped: { word: 'Skipped', icon: IconPlayerTrackNext, tone: 'gray' },
  unknown: { word: 'Unknown', icon: IconHelpCircle, tone: 'violet' },
  pending: { word: 'Pending', icon: IconClock, tone: 'gray' },
}

export const runStates: Record<Run['state'], StateLook> = {
  running: { word: 'Sending', icon: IconPlayerPlayFilled, tone: 'green' },
  caught_up: { word: 'Caught up', icon: IconCheck, tone: 'green' },
  paused: { word: 'Paused', icon: IconPlayerPauseFilled, tone: 'gray' },
  held: { word: 'Held', icon: IconHandStop, tone: 'amber' },
  failed: { word: 'Failed', icon: IconAlertOctagon, tone: 'red' },
}

/** A replay that is through is done: there is nothing that it could be behind of. */
export const runLook = ({ kind, state }: Pick<Run, 'kind' | 'state'>): StateLook =>
  kind === 'replay' && state === 'caught_up' ? { ...runStates.caught_up, word: 'Done' } : runStates[state]

export const checkStates = {
  ok: { word: 'Check passed', icon: IconCircleCheck, tone: 'green' },
  missing: { word: 'Scope missing', icon: IconAlertTriangle, tone: 'amber' },
  failed: { word: 'Check failed', icon: IconAlertOctagon, tone: 'red' },
  unchecked: { word: 'Not checked', icon: IconClock, tone: 'gray' },
} as const satisfies Record<string, StateLook>
