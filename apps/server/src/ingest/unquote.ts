import { hasDoubledQuote } from './csv-rows.ts'

/** The text of a cell, its doubled quotes made single. */
export function unquote(text: string, bits: number, quote: number): string {
  if ((bits & hasDoubledQuote) === 0) return text
  const single = String.fromCharCode(quote)
  return text.replaceAll(single + single, single)
}
