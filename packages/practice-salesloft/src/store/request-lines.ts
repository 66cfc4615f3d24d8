import { AppendFile } from './append-file.ts'
import { isObject, numberOf, parseJson } from './json.ts'

/** Where the lines of the request log are kept. Line 0 is the first one kept. */
export type RequestLines = {
  readonly count: number
  /** The number of the last request before line 0: requests go on counting when the log is cleared. */
  readonly after: number
  /** Whether there was no log yet when it was opened. */
  readonly isNew: boolean
  append(lines: readonly string[]): void
  read(from: number, to: number): string[]
  clear(after: number): void
  close(): void
}

export function memoryLines(): RequestLines {
  let lines: string[] = []
  let after = 0
  return {
    get count() {
      return lines.length
    },
    get after() {
      return after
    },
    isNew: true,
    append(added) {
      lines.push(...added)
    },
    read: (from, to) => lines.slice(from, to),
    clear(last) {
      lines = []
      after = last
    },
    close() {
      lines = []
    },
  }
}

/** Lines in a file whose first line says `{"after": n}`. */
export function fileLines(path: string): RequestLines {
  const file = new AppendFile(path)
  let after = 0
  let ends: number[] = []
  const clear = (last: number) => {
    const head = `{"after":${last}}\n`
    file.replace(head)
    after = last
    ends = [head.length]
  }
  file.eachLine((line, start, end) => {
    if (start === 0) {
      const head = parseJson(line)
      after = (isObject(head) ? numberOf(head.after) : undefined) ?? 0
    }
    ends.push(end)
  })
  const isNew = ends.length === 0
  if (isNew) clear(0)
  return {
    get count() {
      return ends.length - 1
    },
    get after() {
      return after
    },
    isNew,
    append(lines) {
      let end = file.length
      file.append(`${lines.join('\n')}\n`)
      for (const line of lines) {
        end += Buffer.byteLength(line) + 1
        ends.push(end)
      }
    },
    read(from, to) {
      const start = ends[from]
      const end = ends[Math.min(to, ends.length - 1)]
      if (start === undefined || end === undefined || end <= start) return []
      return file
        .read(start, end - 1)
        .toString('utf8')
        .split('\n')
    },
    clear,
    close: () => file.close(),
  }
}
