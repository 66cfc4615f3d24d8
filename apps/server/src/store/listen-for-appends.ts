import { Client, type ClientConfig } from 'pg'
import { appendedChannel } from './append-records.ts'

const againAfterMs = 1_000

/**
 * Calls `onAppended` with the id of each Nexset that got records, whichever process added them, once they are
 * committed. After a lost connection it listens again and calls `onAppended` without an id: any may have got some.
 */
export async function listenForAppends(
  connection: ClientConfig,
  onAppended: (nexsetId: string | undefined) => void,
): Promise<{ close(): Promise<void> }> {
  let isClosed = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = new Client({ ...connection, application_name: 'sluice appends' })
    client = fresh
    fresh.on('error', () => {})
    fresh.on('end', again)
    fresh.on('notification', ({ payload }) => onAppended(payload))
    await fresh.connect()
    await fresh.query(`listen ${appendedChannel}`)
  }

  function again(): void {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      connect().then(
        () => onAppended(undefined),
        () => again(),
      )
    }, againAfterMs)
  }

  await connect()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
