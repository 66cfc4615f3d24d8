import type { Run, TestSend } from '@sluice/schema'

export type Entry = { id: string; at: string } & ({ kind: 'run'; run: Run } | { kind: 'test'; test: TestSend })
type Pages<Item> = { pages: { items: Item[]; nextCursor: string | null }[] }

/**
 * Runs and test sends in one log, newest first, by day. Where one list was read less far back than the other, what is
 * older than its end waits until it is read on: else things would appear between others later.
 */
export function entriesOf(given: {
  runs: Pages<Run> | undefined
  tests: Pages<TestSend> | undefined
}): [string, Entry[]][] {
  const runs = (given.runs?.pages ?? []).flatMap((page) =>
    page.items.map((run): Entry => ({ id: run.id, at: run.startedAt, kind: 'run', run })),
  )
  const tests = (given.tests?.pages ?? []).flatMap((page) =>
    page.items.map((test): Entry => ({ id: test.id, at: test.at, kind: 'test', test })),
  )
  const from = [reach(given.runs, runs), reach(given.tests, tests)].toSorted().at(-1) ?? ''
  const entries = [...runs, ...tests].filter((entry) => entry.at >= from).toSorted((a, b) => b.at.localeCompare(a.at))
  return [...Map.groupBy(entries, (entry) => new Date(entry.at).toDateString()).values()].map((day) => [
    day[0]?.at ?? '',
    day,
  ])
}

/** The oldest time that a list was read to; empty, before all times, when it was read to its end. */
const reach = (data: Pages<unknown> | undefined, entries: Entry[]) =>
  data?.pages.at(-1)?.nextCursor ? (entries.at(-1)?.at ?? '') : ''
