import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { openSeal, seal, toMasterKey } from './seal.ts'

const master = toMasterKey(randomBytes(32))
const place = { table: 'credential', row: 'row-1', field: 'secret' }
const secret = 'ak_0123456789abcdef'

it('opens what it has sealed, and never seals alike twice', () => {
  const sealed = [seal(secret, place, master), seal(secret, place, master)]
  expect(sealed.map((one) => openSeal(one, place, master))).toEqual([secret, secret])
  expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false)
  expect(sealed[0]?.includes(secret)).toBe(false)
})

it('refuses a value in which any single bit was changed', () => {
  const sealed = seal(secret, place, master)
  const opened: string[] = []
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    try {
      opened.push(openSeal(changed, place, master))
    } catch {}
  }
  expect(opened).toEqual([])
})

it('refuses a value that was cut, moved or sealed with another key, and names the place but not the value', () => {
  const sealed = seal(secret, place, master)
  const refused =
    'The sealed secret of credential row-1 can’t be opened: it was changed, moved or sealed with another key.'
  const attempts = [
    () => openSeal(sealed.subarray(0, -1), place, master),
    () => openSeal(Buffer.alloc(0), place, master),
    () => openSeal(sealed, place, toMasterKey(randomBytes(32))),
    () => openSeal(sealed, place, { id: 'another', key: master.key }),
  ]
  for (const attempt of attempts) expect(attempt).toThrow(refused)
  for (const moved of [
    { ...place, row: 'row-2' },
    { ...place, field: 'token' },
    { ...place, table: 'webhook' },
  ]) {
    expect(() => openSeal(sealed, moved, master)).toThrow('can’t be opened')
  }
})
