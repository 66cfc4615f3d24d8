import { readMacros } from '@sluice/request-builder'

/** A stretch of a filled-in text; `isValue` where a macro stood. */
export type MarkedPart = { text: string; isValue: boolean; from: number }

/**
 * Splits a built URL at the values that filled the macros of the configured one. Where the two don't fit together
 * (the URL was rewritten as it was read), nothing is marked.
 */
export function markMacros(configured: string, built: string): MarkedPart[] {
  const parts = readMacros(configured)
  const pattern = parts.map((part) =>
    part.kind === 'text' ? `(${part.text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')})` : '(.*?)',
  )
  const match = new RegExp(`^${pattern.join('')}$`).exec(built)
  if (!match || parts.length === 0) return [{ text: built, isValue: false, from: 0 }]
  let from = 0
  return parts
    .map((part, index) => {
      const text = match[index + 1] ?? ''
      const marked = { text, isValue: part.kind === 'macro', from }
      from += text.length
      return marked
    })
    .filter(({ text }) => text !== '')
}
