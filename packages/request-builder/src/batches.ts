import { FleetingMap } from '@sluice/collections'
import { limits } from './limits.ts'
import type { BatchPlan } from './plan.ts'
import type { PreparedRecord } from './prepare.ts'
import { utf8Length } from './utf8-length.ts'

/**
 * Gathers records with the same target into batches, which go out when full, when the next record doesn't fit, or
 * when too many targets are open: then the one whose first record came first.
 */
export function openBatches({ size, bytes }: BatchPlan) {
  const open = new FleetingMap<string, Batch>()

  return {
    /** Takes a record; gives the batches that go out now. */
    add(record: PreparedRecord): (readonly PreparedRecord[])[] {
      const target = targetOf(record)
      const out: (readonly PreparedRecord[])[] = []
      let batch = open.get(target)
      if (batch !== undefined && !batch.takes(record)) {
        open.delete(target)
        out.push(batch.records)
        batch = undefined
      }
      if (batch === undefined) {
        const oldest = open.size === limits.openTargets ? open.first() : undefined
        if (oldest !== undefined) {
          open.delete(oldest[0])
          out.push(oldest[1].records)
        }
        batch = openBatch(bytes)
        batch.takes(record)
        open.set(target, batch)
      }
      if (batch.records.length === size) {
        open.delete(target)
        out.push(batch.records)
      }
      return out
    },

    /** The batches that are open go out as they are; the next record begins a new one. */
    rest(): (readonly PreparedRecord[])[] {
      const left = [...open.values()].map((batch) => batch.records)
      open.clear()
      return left
    },
  }
}

/** `takes` adds the record, if the body stays within its limit. */
type Batch = { readonly records: PreparedRecord[]; takes(record: PreparedRecord): boolean }

function openBatch(enclosing: number): Batch {
  const records: PreparedRecord[] = []
  /** Bytes of the body: counted for the first records, at most so many with the others. */
  let bytes = enclosing
  let counted = 0
  let atMost = enclosing

  /** Counts what was only estimated, each record once at most. */
  const count = () => {
    for (const { text } of records.slice(counted)) bytes += text === null ? 0 : utf8Length(text)
    counted = records.length
    return bytes
  }

  return {
    records,
    takes(record) {
      const text = record.text ?? ''
      const comma = records.length === 0 ? 0 : 1
      if (atMost + comma + text.length * 3 > limits.bodyBytes) {
        atMost = count() + Math.max(0, records.length - 1)
        const added = comma + utf8Length(text)
        if (records.length > 0 && atMost + added > limits.bodyBytes) return false
        atMost += added
      } else atMost += comma + text.length * 3
      records.push(record)
      return true
    },
  }
}

function targetOf({ url, headers }: PreparedRecord): string {
  return headers.length === 0 ? url : `${url}\n${headers.join('\n')}`
}
