import type { PracticeSalesloft } from '@sluice/practice-salesloft'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDeliveryModel } from '../../test/delivery-model.ts'

type Fault = Parameters<PracticeSalesloft['addFault']>[0]

const name = fc.constantFrom<'upserts' | 'deletes'>('upserts', 'deletes')
const answer = fc.constantFrom<Fault>(
  { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 500, applies: true },
  { kind: 'status', status: 422 },
  { kind: 'drop', at: 'before' },
  { kind: 'drop', at: 'after' },
  { kind: 'cut', where: 'headers' },
  { kind: 'broken' },
)
const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('edit' as const), name }),
  fc.record({
    kind: fc.constant('activate' as const),
    name,
    from: fc.constantFrom<'cursor' | 'start'>('cursor', 'cursor', 'start'),
    typed: fc.constantFrom<'right' | 'wrong' | 'nothing'>('right', 'right', 'right', 'wrong', 'nothing'),
  }),
  fc.record({ kind: fc.constant('pause' as const), name }),
  fc.record({ kind: fc.constant('crash' as const) }),
  fc.record({ kind: fc.constant('answer' as const), fault: answer, count: fc.integer({ min: 1, max: 3 }) }),
)

it('keeps every record’s account, the order of writes, and what was confirmed, whatever people, crashes and answers do', async () => {
  await using model = await openDeliveryModel()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16, size: 'max' }), async (steps) => {
      const run = await model.begin()
      for (const each of steps) {
        switch (each.kind) {
          case 'append':
            await run.append(each.count)
            break
          case 'edit':
            await run.edit(each.name)
            break
          case 'activate':
            await run.activate(each.name, each.from, each.typed)
            break
          case 'pause':
            await run.pause(each.name)
            break
          case 'crash':
            await model.crash()
            break
          case 'answer':
            model.rig.practice.addFault({ ...each.fault, count: each.count })
            break
          default:
            each satisfies never
        }
        expect(await run.findMiscounts()).toEqual([])
      }
      await run.finish()
      expect(await run.findProblems()).toEqual([])
    }),
    { numRuns: 8 },
  )
})
