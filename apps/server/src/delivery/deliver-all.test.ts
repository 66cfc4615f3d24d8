import { salesloft } from '@sluice/connectors'
import { build, compile } from '@sluice/request-builder'
import type { RequestConfigInput } from '@sluice/schema'
import { RequestConfig } from '@sluice/schema'
import { expect, it, vi } from 'vitest'
import { accounts, bodiesOf, openDeliveryRig } from '../../test/delivery.ts'

// Two thousand requests, against a server in the same process.
vi.setConfig({ testTimeout: 90_000 })

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

/** What the sample panel and the previews show. */
function previewsOf(baseUrl: string, request: RequestConfigInput, records: ReturnType<typeof accounts>) {
  const compiled = compile({ connector: salesloft, baseUrl, request: RequestConfig.parse(request) })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  const sources = records.map((data, index) => ({ seq: index + 1, data }))
  return [...build(compiled.plan, sources)].flatMap((step) => (step.kind === 'request' ? [step.request.body] : []))
}

it('sends every record once, byte for byte as previewed, and counts them', async () => {
  await using rig = await openDeliveryRig({ limits: { inFlight: 32 } })
  const records = accounts(2_000)
  const { nexsetId } = await rig.addNexset(records)
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  const row = await rig.until(id, ({ isDone }) => isDone)
  expect(row).toMatchObject({ state: 'active', cursor: 2_000, sent: 2_000, filed_ahead: 0 })
  expect(bodiesOf(rig.practice, 'POST', '/v2/account_upserts').sort()).toEqual(
    previewsOf(rig.practice.url, upsert, records).sort(),
  )
})
