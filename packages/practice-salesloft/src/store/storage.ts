import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppendFile } from './append-file.ts'
import { fileLines, memoryLines } from './request-lines.ts'
import { RequestLog } from './request-log.ts'
import type { Change, State } from './state.ts'

/**
 * Writes what happened, in the order in which it happened. Two files: the journal of changes, and the request log.
 * A journal line names the request it belongs to and is written before the log line, so that after a crash
 * the changes of a request that isn't in the log are dropped: such a request has never been answered.
 */
export class Storage {
  readonly log: RequestLog
  isClosed = false
  readonly #state: State
  readonly #journal: AppendFile | undefined
  #journalLines: string[] = []
  #logLines: string[] = []

  /** Opens the folder and brings the state to what it was; without a folder everything is in memory. */
  constructor(state: State, folder: string | undefined, seed: (state: State) => void) {
    this.#state = state
    if (folder !== undefined) mkdirSync(folder, { recursive: true })
    const lines = folder === undefined ? memoryLines() : fileLines(join(folder, 'requests.ndjson'))
    this.#journal = folder === undefined ? undefined : new AppendFile(join(folder, 'journal.ndjson'))
    this.log = new RequestLog(lines)
    if (this.#journal) replay(this.#journal, state, lines.isNew ? Number.POSITIVE_INFINITY : this.log.lastSeq)
    if (!this.#journal || this.#journal.length === 0) this.#startOver(seed)
  }

  /** The number that the next request gets. */
  get nextSeq(): number {
    return this.log.lastSeq + this.#logLines.length + 1
  }

  /** Takes note of what changed through the request that gets the next number, or outside of requests. */
  addChanges(changes: readonly Change[], isRequest: boolean): void {
    if (changes.length === 0 || !this.#journal) return
    this.#journalLines.push(this.#state.toJournalLine(isRequest ? this.nextSeq : this.nextSeq - 1, changes))
  }

  addRequest(line: string): void {
    this.#logLines.push(line)
  }

  /** Writes all that was added. Throws, keeping it all for the next try, where it can't be written (a full disk). */
  flush(): void {
    const journalLength = this.#journal?.length ?? 0
    try {
      if (this.#journalLines.length > 0) this.#journal?.append(`${this.#journalLines.join('\n')}\n`)
      if (this.#logLines.length > 0) this.log.append(this.#logLines)
    } catch (error) {
      this.#journal?.truncate(journalLength)
      throw error
    }
    this.#journalLines = []
    this.#logLines = []
  }

  clearLog(): void {
    this.flush()
    this.log.clear()
  }

  /** Back to the sample data, with an empty log whose numbers start at 1 again. */
  reset(seed: (state: State) => void): void {
    this.flush()
    this.#startOver(seed)
    this.log.clear(0)
  }

  #startOver(seed: (state: State) => void): void {
    this.#state.clear()
    seed(this.#state)
    const changes = this.#state.takeChanges()
    this.#journal?.replace(`${this.#state.toJournalLine(0, changes)}\n`)
  }

  /** Writes what is left; what comes later is not kept. */
  close(): void {
    if (this.isClosed) return
    this.flush()
    this.isClosed = true
    this.#journal?.close()
    this.log.close()
  }
}

function replay(journal: AppendFile, state: State, lastSeq: number): void {
  let end = 0
  journal.eachLine((line, _start, lineEnd) => {
    if (state.applyJournalLine(line, lastSeq)) end = lineEnd
  })
  if (end < journal.length) journal.truncate(end)
}
