import type { Header, Problem } from '@sluice/schema'
import { limits } from './limits.ts'
import type { HeaderPlan } from './plan.ts'
import { isReservedHeader } from './reserved-headers.ts'
import { refuseSecret } from './secrets.ts'
import { planText } from './text-plan.ts'

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const forbidden = /[^\t\x20-\x7e]/

/** Where a header's value breaks the rule of tab, blank and visible ASCII; -1 where it keeps it. */
export function forbiddenInHeader(value: string): number {
  return value.search(forbidden)
}

/** Drops a header value's outer blanks. */
export function trimHeader(value: string): string {
  return value.replace(/^[\t ]+/, '').replace(/[\t ]+$/, '')
}

/** Checks the configured headers and works out their values as far as no record is needed. */
export function planHeaders(
  headers: readonly Header[],
  dates: ReadonlyMap<string, string>,
  problems: Problem[],
): HeaderPlan[] {
  const seen = new Set<string>()
  const total = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  if (headers.length > limits.headers) {
    problems.push({
      code: 'header_too_large',
      message: `At most ${limits.headers} headers are allowed.`,
      path: 'headers',
    })
  }
  if (total > limits.headersTotal) {
    problems.push({
      code: 'header_too_large',
      message: 'All headers together may have 16 KiB at most.',
      path: 'headers',
    })
  }
  return headers.map(({ name, value }, index) => {
    const path = `headers.${index}`
    checkName(name, `${path}.name`, seen, problems)
    return planValue(name, value, `${path}.value`, dates, problems)
  })
}

function checkName(name: string, path: string, seen: Set<string>, problems: Problem[]): void {
  const refuse = (code: string, message: string) => problems.push({ code, message, path })
  const lower = name.toLowerCase()
  if (name.length > limits.headerName)
    refuse('header_too_large', `A header’s name has at most ${limits.headerName} characters.`)
  if (!token.test(name)) {
    refuse(
      'header_invalid',
      `“${name}” can’t be a header’s name: only letters, digits and !#$%&'*+-.^_\`|~ are allowed.`,
    )
  } else if (isReservedHeader(name))
    refuse('header_reserved', `“${name}” is set by the credential / the content format.`)
  else if (seen.has(lower)) refuse('header_duplicate', `“${name}” is there twice; upper and lower case don’t matter.`)
  seen.add(lower)
}

function planValue(
  name: string,
  value: string,
  path: string,
  dates: ReadonlyMap<string, string>,
  problems: Problem[],
): HeaderPlan {
  if (value.length > limits.headerValue) {
    problems.push({ code: 'header_too_large', message: 'A header’s value has at most 4,096 characters.', path })
  }
  refuseSecret(value, path, problems)
  const pieces = planText(value, path, dates, problems)
  for (const piece of pieces) {
    const at = piece.kind === 'text' ? forbiddenInHeader(piece.text) : -1
    if (at === -1) continue
    const message = 'A header’s value holds only visible ASCII characters, blanks and tabs.'
    problems.push({ code: 'header_invalid', message, path, at: piece.at + at })
    break
  }
  if (pieces.some((piece) => piece.kind === 'attribute')) return { name, value: pieces, path }
  return {
    name,
    value: trimHeader(pieces.map((piece) => (piece.kind === 'attribute' ? '' : piece.text)).join('')),
    path,
  }
}
