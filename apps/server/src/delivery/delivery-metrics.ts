import { Counter, type Registry } from 'prom-client'
import type { AnswerClass } from '../sending/classify-answer.ts'

type DoubtWay = 'sent_again' | 'looked_up' | 'left_to_a_person'

export type DeliveryMetrics = {
  noteAttempt(kind: AnswerClass): void
  /** How a request in doubt was decided. */
  noteDoubt(way: DoubtWay): void
  noteLookUp(): void
  noteRetry(): void
  noteOutcomes(sent: number, unsent: readonly { readonly outcome: string }[]): void
  noteHold(kind: string): void
  noteLostSlice(): void
}

/** What the engine counts for operators. */
export function createDeliveryMetrics(registry: Registry): DeliveryMetrics {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] })
  const records = counter('sluice_records_total', 'Records by outcome.', ['outcome'])
  const attempts = counter('sluice_attempts_total', 'Requests by what their answer meant.', ['class'])
  const doubts = counter('sluice_doubts_total', 'Requests that may have been applied, by what was done.', ['way'])
  const retries = counter('sluice_retries_total', 'Requests that were made again after a failure or a doubt.')
  const lookUps = counter('sluice_look_ups_total', 'Look-ups after a doubt.')
  const holds = counter('sluice_holds_total', 'Holds by kind.', ['kind'])
  const lost = counter('sluice_slices_lost_total', 'Slices that another worker took over.')
  return {
    noteAttempt: (kind) => attempts.inc({ class: kind }),
    noteDoubt: (way) => doubts.inc({ way }),
    noteLookUp: () => lookUps.inc(),
    noteRetry: () => retries.inc(),
    noteOutcomes(sent, unsent) {
      if (sent > 0) records.inc({ outcome: 'sent' }, sent)
      for (const { outcome } of unsent) records.inc({ outcome })
    },
    noteHold: (kind) => holds.inc({ kind }),
    noteLostSlice: () => lost.inc(),
  }
}
