import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountRecords } from './account-records.ts'
import { measureMemory } from './delivery/measure-memory.ts'
import { measureQuiet } from './delivery/measure-quiet.ts'
import { measureRounds } from './delivery/measure-rounds.ts'
import { startNginx } from './delivery/nginx.ts'
import { startSlowTarget } from './delivery/slow-target.ts'
import { openSluice } from './delivery/sluice.ts'
import { startServer } from './start-server.ts'

/**
 * Delivery end to end, from activating to the last outcome filed, beside its ceiling: a loop written by hand that reads
 * the same chunks, sends the same bodies and keeps nothing. Rounds take turns. `node bench/delivery.ts [rounds] [part …]`,
 * the parts being `speed`, `distance`, `memory` and `quiet`. Linux only: processor time and memory are read from /proc.
 */
const [rounds = '3', ...wanted] = process.argv.slice(2)
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part)

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
// Started as root, the database runs as another account, and must be able to enter.
await chmod(folder, 0o755)
await using stack = new AsyncDisposableStack()
stack.defer(() => rm(folder, { recursive: true, force: true }))

const near = await startNginx(folder)
stack.defer(near.stop)
const far = await startSlowTarget(50)
stack.defer(far.stop)
const dataFolder = join(folder, 'data')
const allowed = `${near.url},${far.url}`
const server = await startServer(dataFolder, {
  SLUICE_ALLOWED_ORIGINS: allowed,
  SLUICE_REQUESTS_PER_MINUTE: '1000000',
})
stack.defer(server.stop)
const sluice = openSluice(server.url)
const place = { sluice, server, dataFolder, rounds: Number(rounds) }
const passed: boolean[] = []

if (isWanted('speed')) {
  const lines = accountRecords(40_000)
  passed.push(await measureRounds({ ...place, kind: 'oneByOne', lines, target: near, inFlight: 32, mark: 0.65 }))
  passed.push(
    await measureRounds({ ...place, kind: 'batches', lines, repeats: 5, target: near, inFlight: 32, mark: 0.5 }),
  )
}
if (isWanted('distance')) {
  const lines = accountRecords(6_400)
  passed.push(await measureRounds({ ...place, kind: 'oneByOne', lines, target: far, inFlight: 32, mark: 0.95 }))
}
if (isWanted('memory')) passed.push(await measureMemory({ ...place, target: near }))
if (isWanted('quiet')) passed.push(await measureQuiet({ ...place, target: near }))
process.exitCode = passed.every(Boolean) ? 0 : 1
