import { getHeapSpaceStatistics } from 'node:v8'
import { FleetingMap } from '../src/index.ts'

/**
 * Run with `--expose-gc`: sends 100 MB of short-lived objects through the map named by its argument, ten at a time, and
 * prints how many bytes of them grew old.
 */
const map = process.argv[2] === 'Map' ? new Map<number, number[]>() : new FleetingMap<number, number[]>()
map.set(-1, [])
globalThis.gc?.() // the map's first table is old from here on

const before = oldBytes()
for (let key = 0; key < 100_000; key += 1) {
  map.set(
    key,
    Array.from({ length: 125 }, () => key),
  )
  map.delete(key - 10)
}
process.stdout.write(String(oldBytes() - before))

function oldBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'old_space')?.space_used_size ?? 0
}
