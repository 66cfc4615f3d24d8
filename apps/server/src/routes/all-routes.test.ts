import * as schema from '@sluice/schema'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createComposedApp } from '../../test/composed-app.ts'

const Contract = z.object({
  method: z.string(),
  path: z.string().startsWith('/'),
  schema: z.object({ summary: z.string(), response: z.record(z.string(), z.unknown()) }),
})
const Document = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string().min(5), responses: z.record(z.string(), z.unknown()) })),
  ),
})

it('serves every contract, and describes every route in the OpenAPI document', async () => {
  await using app = await createComposedApp({ SLUICE_PRACTICE: 'off' })
  const answer = await app.inject('/api/openapi.json')
  const { openapi, paths } = Document.parse(answer.json())
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({ name: `${method.toUpperCase()} ${path}`, responses })),
  )
  const contracts = Object.values(schema).flatMap((value) => {
    const { success, data } = Contract.safeParse(value)
    if (!success) return []
    const name = `${data.method} ${data.path.replace(/:(\w+)/g, '{$1}')}`
    return [{ name, statuses: Object.keys(data.schema.response).sort() }]
  })
  expect(openapi).toMatch(/^3\.1/)
  expect(described.map(({ name }) => name).sort()).toEqual(contracts.map(({ name }) => name).sort())
  for (const { name, statuses } of contracts) {
    const responses = described.find((route) => route.name === name)?.responses ?? {}
    expect([name, Object.keys(responses).sort()]).toEqual([name, statuses])
  }
})
