/** Why a text was refused: it isn't JSON, is nested beyond 100 levels, or holds a number of more than 1,000 digits. */
export type JsonErrorCode = 'json_invalid' | 'json_too_deep' | 'number_too_long'

/** What `parse` throws. `at` is the place in the text, in UTF-16 code units from 0. */
export class JsonError extends Error {
  readonly code: JsonErrorCode
  readonly at: number

  constructor(code: JsonErrorCode, message: string, at: number) {
    super(message)
    this.name = 'JsonError'
    this.code = code
    this.at = at
  }
}
