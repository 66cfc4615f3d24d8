import type { Problem } from '@sluice/schema'
import type { Draft } from './attribute-path.ts'
import { limits } from './limits.ts'
import { macroValue } from './macro-value.ts'
import type { HeaderPlan } from './plan.ts'
import { forbiddenInHeader, trimHeader } from './plan-headers.ts'
import type { TextPiece } from './text-plan.ts'

/** The configured headers' values for a record, in order; problems are added where one can't go out. */
export function fillHeaders(plans: readonly HeaderPlan[], record: Draft, problems: Problem[]): string[] {
  let total = 0
  const values = plans.map((plan) => {
    const value = typeof plan.value === 'string' ? plan.value : fill(plan, plan.value, record, problems)
    total += plan.name.length + value.length
    return value
  })
  if (total > limits.headersTotal) {
    const message = 'With this record’s values all headers together have more than 16 KiB.'
    problems.push({ code: 'header_too_large', message, path: 'headers' })
  }
  return values
}

function fill({ name, path }: HeaderPlan, pieces: readonly TextPiece[], record: Draft, problems: Problem[]): string {
  const texts = pieces.map((piece) =>
    piece.kind === 'attribute' ? (macroValue(record, piece.path, path, problems) ?? '') : piece.text,
  )
  const value = texts.join('')
  if (value.length > limits.headerValue) {
    const message = `The value of “${name}” has ${value.length} characters; ${limits.headerValue} are allowed.`
    problems.push({ code: 'header_too_large', message, path })
  }
  if (forbiddenInHeader(value) !== -1) {
    const message = `The value of “${name}” would hold a character that no header may: only visible ASCII, blanks and tabs.`
    problems.push({ code: 'header_invalid', message, path })
  }
  return trimHeader(value)
}
