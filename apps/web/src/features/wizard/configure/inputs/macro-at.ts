import { recordPrefix } from '@sluice/request-builder'

/** A macro that is being typed: from its brace to the caret, and what was typed of its name. */
export type OpenMacro = { from: number; to: number; typed: string }

/** The macro around the caret that isn't closed before it; null where there is none. */
export function macroAt(text: string, caret: number): OpenMacro | null {
  const before = text.slice(0, caret)
  const from = before.lastIndexOf('{')
  if (from === -1 || before.indexOf('}', from) !== -1) return null
  const typed = before.slice(from + 1)
  return /[\s/]/.test(typed) && !typed.startsWith(recordPrefix) ? null : { from, to: caret, typed }
}

/** The text with the macro completed to `{name}`, and where the caret goes. What follows up to a closing brace is replaced. */
export function completeMacro(text: string, { from, to }: OpenMacro, name: string): { text: string; caret: number } {
  const rest = /^[^{}/?&\s]*\}/.exec(text.slice(to))?.[0].length ?? 0
  const macro = `{${name}}`
  return { text: `${text.slice(0, from)}${macro}${text.slice(to + rest)}`, caret: from + macro.length }
}

/** Whether a macro's name fits what was typed; the prefix `record.` may be left out. */
export function fitsMacro(name: string, typed: string): boolean {
  const wanted = typed.toLowerCase()
  const candidate = name.toLowerCase()
  return candidate.includes(wanted.startsWith(recordPrefix) ? wanted.slice(recordPrefix.length) : wanted)
}
