import { expect, it } from 'vitest'
import { checkJson } from './check-json.ts'

it('sends an edited body compact, every number to the digit', () => {
  expect(checkJson('{\n  "id": 12345678901234567890,\n  "share": 1.50\n}')).toEqual({
    ok: true,
    compact: '{"id":12345678901234567890,"share":1.50}',
  })
})

it('says on which line a body isn’t JSON', () => {
  expect(checkJson('{\n  "id": 1,\n  "name": \n}')).toMatchObject({ ok: false, line: 4 })
})
