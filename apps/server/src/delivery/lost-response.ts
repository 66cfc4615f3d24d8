import type { JsonObject } from '@sluice/json'
import { rebuildRequest } from '../services/rebuild-request.ts'
import type { UnsentRecord } from '../store/filings.ts'
import type { EarlierRequest } from '../store/open-work.ts'
import { responseRecord } from './response-record.ts'
import type { Slice } from './slice.ts'
import { decodeRequest, type WorkItem } from './work-item.ts'

type Lost = { readonly id: string; readonly problem: string; readonly unsent: readonly UnsentRecord[] }

/**
 * What the response webhook takes of an attempt whose answer an earlier process never wrote down: the request as it
 * was made then, and no answer. Null when the webhook is off.
 */
export async function lostResponse(
  slice: Slice,
  item: WorkItem,
  earlier: EarlierRequest,
  { id, problem, unsent }: Lost,
): Promise<JsonObject | null> {
  const { handOut, parts, connector } = slice
  if (!handOut.responses) return null
  const { destinationId, version, nexsetId } = handOut
  const stored =
    earlier.version === version ? handOut : await parts.openWork.findVersion(destinationId, earlier.version)
  const past = { nexsetId, request: stored?.request ?? handOut.request, ...earlier, fingerprint: item.fingerprint }
  const records = { readRecords: (_nexset: string, seqs: readonly number[]) => item.lane.readRecords(seqs) }
  const rebuilt = await rebuildRequest(past, { connector, records, outsideOrigins: parts.outsideOrigins() })
  return responseRecord(
    { ...handOut, runId: item.lane.runId },
    {
      id,
      sentAt: await parts.openWork.intentMadeAt(earlier.intentGroupId),
      request: { ...(rebuilt.request ?? decodeRequest(item.request)), seqs: item.request.seqs },
      result: { kind: 'in_doubt', code: 'connection_lost', problem, durationMs: 0 },
      outcomes: { sent: [], unsent },
    },
  )
}
