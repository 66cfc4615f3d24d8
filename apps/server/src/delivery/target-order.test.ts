import { expect, it } from 'vitest'
import { createTargetOrder } from './target-order.ts'

const item = (name: string, ...targets: string[]) => ({ name, targets })

it('lets items with other targets go, and keeps those of one target in order', () => {
  const order = createTargetOrder()
  const [first, second, third, other] = [
    item('first', 'a'),
    item('second', 'a'),
    item('third', 'a'),
    item('other', 'b'),
  ]
  expect([first, second, third, other].map(order.add)).toEqual([true, false, false, true])
  expect(order.finish(other)).toEqual([])
  expect(order.finish(first)).toEqual([second])
  expect(order.finish(second)).toEqual([third])
  expect(order.finish(third)).toEqual([])
  expect(order.add(item('later', 'a'))).toBe(true)
})

it('lets an item with several targets go only when all of them are free', () => {
  const order = createTargetOrder()
  const [a, b, both, next] = [item('a', 'a'), item('b', 'b'), item('both', 'a', 'b'), item('next', 'b')]
  expect([a, b, both, next].map(order.add)).toEqual([true, true, false, false])
  expect(order.finish(b)).toEqual([])
  expect(order.finish(a)).toEqual([both])
  expect(order.finish(both)).toEqual([next])
})

it('lets items without a target go at once', () => {
  const order = createTargetOrder()
  expect([item('one'), item('two')].map(order.add)).toEqual([true, true])
})

it('lets the halves of a batch take its place, before what waits for its target', () => {
  const order = createTargetOrder()
  const [batch, later, left, right] = [item('batch', 'a'), item('later', 'a'), item('left', 'a'), item('right', 'a')]
  expect([batch, later].map(order.add)).toEqual([true, false])
  expect(order.replace(batch, [left, right])).toEqual([left])
  expect(order.finish(left)).toEqual([right])
  expect(order.finish(right)).toEqual([later])
})
