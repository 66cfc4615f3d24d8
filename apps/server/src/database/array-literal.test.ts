import { expect, it } from 'vitest'
import { createTestDatabase } from '../../test/test-database.ts'
import { numberArray, textArray } from './array-literal.ts'

it('gives Postgres every element as it is, whatever stands in it', async () => {
  await using database = await createTestDatabase()
  const read = async (array: string, type: string) =>
    (await database.pool.query(`select $1::${type}[] as read`, [array])).rows[0].read
  const texts = ['', 'NULL', 'null', null, ' a ', 'a,b', '{a}', '"', '\\', '\\"', "o'clock", 'a\nb', 'Zoë 🦊', '42']
  expect(await read(textArray(texts), 'text')).toEqual(texts)
  expect(await read(textArray([]), 'text')).toEqual([])
  expect(await read(numberArray([0, -1, 2_147_483_647]), 'int4')).toEqual([0, -1, 2_147_483_647])
  expect(await read(numberArray([]), 'int4')).toEqual([])
})
