import type { JsonObject } from '@sluice/json'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { appendInTransaction } from './append-records.ts'
import { createNexsetRecords } from './nexset-records.ts'
import { createNexsetStore } from './nexsets.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

async function newNexset() {
  const { db } = database
  const nexsets = createNexsetStore(db)
  const nexsetId = await nexsets.insert({ name: 'Log', kind: 'api', sourceLabel: 'API' })
  const sourceId = await nexsets.insertSource({ nexsetId, kind: 'api', name: 'API' })
  const append = (records: JsonObject[]) =>
    db.transaction().execute((transaction) => appendInTransaction(transaction, { nexsetId, sourceId }, records))
  return { nexsetId, sourceId, append, records: createNexsetRecords(db), nexsets }
}
const numbered = (first: number, count: number) => Array.from({ length: count }, (_, at) => ({ n: first + at }))

it('puts many small appends together, and readers between find every record once', async () => {
  const { nexsetId, append, records } = await newNexset()
  const read: number[] = []
  for (let seq = 1; seq <= 100; seq++) {
    expect(await append(numbered(seq, 1))).toEqual({ firstSeq: seq, lastSeq: seq })
    if (seq % 7 !== 0) continue
    for await (const slice of records.readChunks(nexsetId, read.length)) {
      expect(slice.firstSeq).toBe(read.length + 1)
      for (const { data } of slice.records) read.push(Number(data.n))
    }
  }
  expect(read).toEqual(Array.from({ length: 98 }, (_, at) => at + 1))
  const chunks = await database.db
    .selectFrom('nexset_chunk')
    .select(['first_seq', 'last_seq'])
    .where('nexset_id', '=', nexsetId)
    .orderBy('last_seq')
    .execute()
  expect(chunks).toEqual([
    { first_seq: 1, last_seq: 96 },
    ...[97, 98, 99, 100].map((seq) => ({ first_seq: seq, last_seq: seq })),
  ])
})

it('cuts large appends in chunks, and reads any part of them', async () => {
  const { nexsetId, append, records } = await newNexset()
  await append(numbered(1, 2_500))
  await append([{ n: 2_501, wide: 'x'.repeat(1_500_000) }, { n: 2_502 }])
  const slices: [number, number][] = []
  for await (const { firstSeq, records: part } of records.readChunks(nexsetId, 900))
    slices.push([firstSeq, [...part].length])
  expect(slices).toEqual([
    [901, 100],
    [1001, 1000],
    [2001, 500],
    [2501, 1],
    [2502, 1],
  ])
  const some = await records.readRecords(nexsetId, [2_502, 3, 1_000, 1_001, 9_999, 3])
  expect(some).toEqual([3, 1_000, 1_001, 2_502].map((n) => ({ seq: n, data: { n } })))
  expect(await records.recordsAfter(nexsetId, 2_499, 1)).toEqual([{ seq: 2_500, data: { n: 2_500 } }])
  expect(await records.recordsAfter(nexsetId, 2_502, 10)).toEqual([])
})

it('reads again as an earlier version of the types said', async () => {
  const { nexsetId, append, records, nexsets } = await newNexset()
  await append([{ size: 12 }])
  const before = await records.typesVersion(nexsetId)
  await nexsets.setTypes(nexsetId, [{ name: 'size', type: 'string' }])
  const [now] = await records.readRecords(nexsetId, [1])
  const [then] = await records.readRecords(nexsetId, [1], { typesVersion: before })
  expect([now?.data, then?.data, before, await records.typesVersion(nexsetId)]).toEqual([
    { size: '12' },
    { size: 12 },
    0,
    1,
  ])
})

it('takes back an append with its transaction, and leaves no gap', async () => {
  const { nexsetId, sourceId, append, records } = await newNexset()
  await expect(
    database.db.transaction().execute(async (transaction) => {
      await appendInTransaction(transaction, { nexsetId, sourceId }, numbered(1, 3))
      throw new Error('The outcome could not be filed.')
    }),
  ).rejects.toThrow('could not be filed')
  expect(await append(numbered(1, 1))).toEqual({ firstSeq: 1, lastSeq: 1 })
  expect(await records.recordsAfter(nexsetId, 0, 10)).toEqual([{ seq: 1, data: { n: 1 } }])
})
