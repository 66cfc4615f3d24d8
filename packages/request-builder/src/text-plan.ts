import type { Problem } from '@sluice/schema'
import { type AttributePath, attributePath } from './attribute-path.ts'
import { limits } from './limits.ts'
import { readMacros, recordPrefix } from './macros.ts'

/** A piece of a text with macros: literal text, the value of a date macro, or an attribute's value. */
export type TextPiece =
  | { kind: 'text'; at: number; text: string }
  | { kind: 'fixed'; at: number; text: string }
  | { kind: 'attribute'; at: number; path: AttributePath }

/**
 * Reads a text with macros; `path` is its place in the configuration. Adds a problem for each macro that is none, and
 * gives a piece for it all the same, so that the pieces cover the text.
 */
export function planText(
  text: string,
  path: string,
  dates: ReadonlyMap<string, string>,
  problems: Problem[],
): TextPiece[] {
  const pieces: TextPiece[] = []
  let macros = 0
  for (const part of readMacros(text)) {
    const at = part.from
    if (part.kind === 'text') {
      pieces.push({ kind: 'text', at, text: part.text })
      continue
    }
    macros++
    if (macros === limits.macros + 1) {
      problems.push({ code: 'too_many_macros', message: `A text takes at most ${limits.macros} macros.`, path, at })
    }
    if (part.kind === 'unclosed') {
      problems.push({ code: 'macro_unclosed', message: 'This brace is never closed: a macro ends with “}”.', path, at })
      pieces.push({ kind: 'fixed', at, text: '' })
      continue
    }
    const { name } = part
    const date = dates.get(name)
    if (date !== undefined) pieces.push({ kind: 'fixed', at, text: date })
    else if (name.startsWith(recordPrefix) && name.length > recordPrefix.length) {
      pieces.push({ kind: 'attribute', at, path: attributePath(name.slice(recordPrefix.length)) })
    } else {
      const message = `There is no macro {${name}}. An attribute’s value is {record.name}, with the attribute’s name.`
      problems.push({ code: 'macro_unknown', message, path, at })
      pieces.push({ kind: 'fixed', at, text: '' })
    }
  }
  return pieces
}
