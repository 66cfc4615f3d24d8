/** What a text became: numbers (from 1) of its lines that are new or altered, and how many lines went without one in their place. */
export type LineChanges = { changed: number[]; removed: number }

/** More lines than this between the first and the last difference count as changed altogether. */
const mostCompared = 400

/** Compares two texts line by line. */
export function changedLines(before: string, after: string): LineChanges {
  if (before === after) return { changed: [], removed: 0 }
  const old = before.split('\n')
  const now = after.split('\n')
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let oldEnd = old.length
  let nowEnd = now.length
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1
    nowEnd -= 1
  }
  const kept =
    nowEnd - start > mostCompared || oldEnd - start > mostCompared
      ? new Set<number>()
      : keptLines(old.slice(start, oldEnd), now.slice(start, nowEnd))
  const changed: number[] = []
  for (let index = start; index < nowEnd; index += 1) if (!kept.has(index - start)) changed.push(index + 1)
  const gone = oldEnd - start - kept.size
  return { changed, removed: Math.max(0, gone - changed.length) }
}

/** Places in `now` that a longest common subsequence with `old` keeps. */
function keptLines(old: string[], now: string[]): Set<number> {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const kept = new Set<number>()
  for (let row = 0, column = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) {
      kept.add(column)
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return kept
}

/** `Line 6 changed by your last setting`; null when nothing did. */
export function describeChanges({ changed, removed }: LineChanges): string | null {
  const [first] = changed
  const by = 'by your last setting'
  if (first === undefined) return removed > 0 ? `${removed === 1 ? '1 line' : `${removed} lines`} left out ${by}` : null
  if (changed.length === 1) return `Line ${first} changed ${by}`
  const last = changed.at(-1) ?? first
  if (last - first === changed.length - 1) return `Lines ${first} to ${last} changed ${by}`
  if (changed.length <= 4) return `Lines ${changed.slice(0, -1).join(', ')} and ${last} changed ${by}`
  return `${changed.length} lines changed ${by}`
}
