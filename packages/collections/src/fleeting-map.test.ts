import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FleetingMap } from './fleeting-map.ts'

const grownOld = fileURLToPath(new URL('../test/grown-old.ts', import.meta.url))

const key = fc.integer({ min: 0, max: 20 })
const command = fc.oneof(
  fc.record({ does: fc.constant('set' as const), key, value: fc.integer() }),
  fc.record({ does: fc.constant('delete' as const), key }),
  fc.record({ does: fc.constantFrom('clear' as const, 'look' as const) }),
)

it('answers as a Map does, in the order in which its entries came', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const [map, model] = [new FleetingMap<number, number>(), new Map<number, number>()]
      for (const asked of commands) {
        if (asked.does === 'set') {
          map.set(asked.key, asked.value)
          model.set(asked.key, asked.value)
        } else if (asked.does === 'delete') expect(map.delete(asked.key)).toBe(model.delete(asked.key))
        else if (asked.does === 'clear') {
          map.clear()
          model.clear()
        }
        const seen = { size: map.size, first: map.first(), keys: [...map.keys()], values: [...map.values()] }
        const [first] = model
        expect(seen).toEqual({ size: model.size, first, keys: [...model.keys()], values: [...model.values()] })
        for (const one of model.keys()) expect([map.has(one), map.get(one)]).toEqual([true, model.get(one)])
        expect([map.has(21), map.get(21)]).toEqual([false, undefined])
      }
    }),
  )
})

it('lets what has come and gone be collected young, which a Map does not', async () => {
  const bytes = async (kind: string) => {
    const flags = ['--expose-gc', '--initial-old-space-size=512', '--max-semi-space-size=16']
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, grownOld, kind])
    return Number(stdout)
  }
  const [plain, fleeting] = await Promise.all([bytes('Map'), bytes('FleetingMap')])
  expect(plain).toBeGreaterThan(20_000_000)
  expect(fleeting).toBeLessThan(5_000_000)
})
