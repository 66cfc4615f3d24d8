import type { FileProblem } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { IngestLimits } from './limits.ts'

const rawLength = 500

/** Counts good and bad records, keeps what was wrong, and refuses a file when too much is. */
export class ProblemList {
  count = 0
  #good = 0
  #kept: FileProblem[] = []
  #taken = 0
  readonly #limits: IngestLimits

  constructor(limits: IngestLimits) {
    this.#limits = limits
  }

  get good(): number {
    return this.#good
  }

  addGood(): void {
    this.#good++
  }

  /** `raw`: the text of the line. Throws `too_many_problems` when most of the file's begin is bad. */
  add(problem: { line: number; code: string; message: string; raw: Uint8Array | null }): void {
    this.count++
    if (this.#taken + this.#kept.length < this.#limits.keptProblems) {
      this.#kept.push({ ...problem, raw: problem.raw && cut(problem.raw) })
    }
    const { judgedRecords, badRecords } = this.#limits
    if (this.count > badRecords && this.count + this.#good <= judgedRecords) {
      throw this.#tooMany(`${this.count} of the first ${this.count + this.#good} records are bad.`, problem.line)
    }
  }

  /** The problems that were added since the last call. */
  take(): FileProblem[] {
    const kept = this.#kept
    this.#taken += kept.length
    this.#kept = []
    return kept
  }

  /** Throws when there isn't one good record. */
  checkAtEnd(): void {
    if (this.#good > 0) return
    if (this.count > 0) throw this.#tooMany(`All ${this.count} records are bad.`, this.#kept[0]?.line)
    throw new AppError('file_empty', 'The file holds no records. Choose another one.')
  }

  #tooMany(what: string, line: number | undefined): AppError {
    const [first] = this.#kept
    const example = first ? ` Line ${first.line}: ${first.message}` : ''
    const details = this.#kept.slice(0, 10).map(({ line, code, message }) => ({ code, message, at: line }))
    return new AppError(
      'too_many_problems',
      `${what} Nothing was kept. Check delimiter, quote and format.${example}`,
      details,
      { line, limit: this.#limits.badRecords },
    )
  }
}

/** The begin of a line as text. */
function cut(bytes: Uint8Array): string {
  // Postgres' text takes no NUL.
  const text = new TextDecoder().decode(bytes.subarray(0, rawLength * 4)).replaceAll('\0', '\ufffd')
  return text.length > rawLength || bytes.length > rawLength * 4 ? `${text.slice(0, rawLength)}…` : text
}
