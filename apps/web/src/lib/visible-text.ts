/** A stretch of text as it is, or one character that would do something unseen, by its code (`U+202E`) and place. */
type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; code: string; at: number }

export const mostCharacters = 10_000
/** Control and format characters (bidi overrides, zero-width blanks …), lone surrogates and line separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** Tab and line feed, and the joiners that some scripts and pictures are written with. */
const harmless = new Set(['\t', '\n', '\u200c', '\u200d'])

/**
 * Splits text from data so that nothing in it can act unseen; cut at 10,000 characters. The parts' texts are to be
 * shown as text nodes, the codes as marks.
 */
export function visibleText(text: string): { parts: TextPart[]; isCut: boolean } {
  const isCut = text.length > mostCharacters
  const shown = isCut ? text.slice(0, mostCharacters) : text
  const parts: TextPart[] = []
  let end = 0
  for (const match of shown.matchAll(hidden)) {
    const character = match[0]
    if (harmless.has(character)) continue
    if (match.index > end) parts.push({ kind: 'text', text: shown.slice(end, match.index) })
    parts.push({ kind: 'hidden', code: codeOf(character), at: match.index })
    end = match.index + character.length
  }
  if (end < shown.length) parts.push({ kind: 'text', text: shown.slice(end) })
  return { parts, isCut }
}

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
