import { Client, type ClientConfig } from 'pg'

const againAfterMs = 1_000

/**
 * Calls the handler of a channel with each payload that is rung on it. After a lost connection it listens again and
 * calls `onGap`: something may have been missed.
 */
export async function listen(
  connection: ClientConfig,
  handlers: Readonly<Record<string, (payload: string) => void>>,
  onGap: () => void,
): Promise<{ close(): Promise<void> }> {
  let isClosed = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = new Client({ ...connection, application_name: 'sluice listening', keepAlive: true })
    client = fresh
    fresh.on('error', () => {})
    fresh.on('end', again)
    fresh.on('notification', ({ channel, payload }) => handlers[channel]?.(payload ?? ''))
    await fresh.connect()
    for (const channel of Object.keys(handlers)) await fresh.query(`listen ${channel}`)
  }

  function again(): void {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => connect().then(onGap, again), againAfterMs)
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
