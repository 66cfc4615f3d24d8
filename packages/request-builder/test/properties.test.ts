import { it } from 'vitest'
import { properties } from './properties.ts'

it.each(properties)('$name', ({ check }) => {
  check()
})
