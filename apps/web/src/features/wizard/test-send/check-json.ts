import { JsonError, parse, print } from '@sluice/json'

/** Whether a text that someone edited is JSON: then what is sent of it, without the blanks between; else what is wrong. */
export type JsonCheck = { ok: true; compact: string } | { ok: false; message: string; line: number }

export function checkJson(text: string): JsonCheck {
  try {
    return { ok: true, compact: print(parse(text)) }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const line = text.slice(0, error.at).split('\n').length
    return { ok: false, message: `Not JSON, line ${line}: ${error.message}`, line }
  }
}
