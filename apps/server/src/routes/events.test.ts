import { DestinationStatus, type RequestConfigInput } from '@sluice/schema'
import { afterAll, expect, it } from 'vitest'
import { startDeliveringApp } from '../../test/delivering-app.ts'

const place = await startDeliveringApp()
const address = await place.app.listen({ host: '127.0.0.1', port: 0 })
afterAll(() => place[Symbol.asyncDispose]())

const path = '/api/v1/events'
const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

/** A stream as a browser reads it: the statuses that were told so far, and when. */
async function follow(destinations: string) {
  const left = new AbortController()
  const answer = await fetch(`${address}${path}?destinations=${destinations}`, { signal: left.signal })
  const told: { status: DestinationStatus; at: number }[] = []
  let wake = () => {}
  const reading = read().catch(() => {})
  return {
    answer,
    told,
    async until(condition: (status: DestinationStatus) => boolean) {
      while (!told.some(({ status }) => condition(status))) await new Promise<void>((resolve) => (wake = resolve))
    },
    async [Symbol.asyncDispose]() {
      left.abort()
      await reading
    },
  }

  async function read() {
    let text = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = `${text}${piece}`.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^event: status\ndata: (.*)$/.exec(event)?.[1]
        if (data) told.push({ status: DestinationStatus.parse(JSON.parse(data)), at: performance.now() })
      }
      wake()
    }
  }
}

it('tells how the named destinations are at once, then each change, and of no others', async () => {
  const nexsetId = await place.addNexset(
    Array.from({ length: 100 }, (_, index) => ({ name: `A ${index}`, domain: `a${index}.example` })),
  )
  const shown = await place.addDestination(nexsetId, upsert, { name: 'Shown' })
  const other = await place.addDestination(nexsetId, upsert, { name: 'Other' })
  await using stream = await follow(shown.id)
  await stream.until(({ state }) => state === 'inactive')
  await place.activate(shown.id)
  await place.activate(other.id)
  await stream.until(({ waiting }) => waiting === 0)
  expect(Object.fromEntries(stream.answer.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-content-type-options': 'nosniff',
  })
  expect([...new Set(stream.told.map(({ status }) => status.id))]).toEqual([shown.id])
  expect(stream.told.at(0)?.status).toMatchObject({ state: 'inactive', waiting: 100 })
  expect(stream.told.find(({ status }) => status.waiting === 0)?.status.counts.sent).toBe(100)
  // The snapshot, the first change, and then at most four a second.
  const seconds = ((stream.told.at(-1)?.at ?? 0) - (stream.told[0]?.at ?? 0)) / 1000
  expect(stream.told.length).toBeLessThanOrEqual(2 + Math.ceil(seconds * 4))
})

it('tells of records that are added, and of destinations that are made while “all” is followed', async () => {
  await using stream = await follow('all')
  const nexsetId = await place.addNexset([{ name: 'Old' }])
  const { id } = await place.addDestination(nexsetId, upsert)
  await stream.until((status) => status.id === id && status.waiting === 1)
  await place.app.inject({ method: 'POST', url: `/api/v1/nexsets/${nexsetId}/records`, payload: [{ name: 'New' }] })
  await stream.until((status) => status.id === id && status.waiting === 2)
  expect((await place.statusOf(id)).recordCount).toBe(2)
})

it('opens no more than five streams, and a place is free as soon as one is left', async () => {
  await using streams = new AsyncDisposableStack()
  const open = Array.from({ length: 5 }, () => follow('all'))
  for (const stream of open) streams.use(await stream)
  const sixth = await fetch(`${address}${path}?destinations=all`)
  expect([sixth.status, (await sixth.json()).code]).toEqual([429, 'too_many_requests'])
  await streams.disposeAsync()
  while (true) {
    await using next = await follow('all')
    if (next.answer.status === 200) break
  }
})

it('refuses what names no destination', async () => {
  const answer = await fetch(`${address}${path}?destinations=first,second`)
  expect([answer.status, (await answer.json()).code]).toEqual([422, 'invalid_request'])
})
