import type { Run } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { RunStore, StoredRun } from '../store/runs.ts'

export type RunService = ReturnType<typeof createRunService>

type Page = { readonly limit: number; readonly cursor?: string | undefined }

/** Delivery episodes, newest first. */
export function createRunService(runs: RunStore) {
  return {
    listAll: (page: Page) => list({}, page),

    listOf: (destinationId: string, page: Page) => list({ destinationId }, page),

    async get(destinationId: string, runId: string): Promise<Run> {
      const found = await runs.find(destinationId, runId)
      if (!found) throw new AppError('not_found', `This destination has no run with id ${runId}.`)
      return viewRun(found)
    },
  }

  async function list(of: { destinationId?: string }, { limit, cursor }: Page) {
    if (cursor !== undefined && !isUuid.test(cursor))
      throw new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice for this list. Begin at the first page.')
    const found = await runs.list({ ...of, before: cursor, limit: limit + 1 })
    const items = found.slice(0, limit).map(viewRun)
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  }
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A run as the API shows it. */
export function viewRun(run: StoredRun): Run {
  const { sent, rejected, invalid, skipped, unknown, pending } = run
  return {
    id: run.id,
    destinationId: run.destination_id,
    destinationName: run.destinationName,
    number: run.number,
    kind: run.kind,
    state: run.shownState,
    fromSeq: run.from_seq,
    toSeq: run.to_seq,
    counts: { sent, rejected, invalid, skipped, unknown, pending },
    requests: run.requests,
    points: run.points,
    startedAt: run.started_at.toISOString(),
    endedAt: run.ended_at?.toISOString() ?? null,
  }
}
