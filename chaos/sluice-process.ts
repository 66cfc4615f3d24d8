import { type Clock, systemClock } from '../apps/server/src/clock.ts'
import { readConfig } from '../apps/server/src/config.ts'
import { createLog } from '../apps/server/src/log/create-log.ts'
import { createSecretRegistry } from '../apps/server/src/sending/secrets/secret-registry.ts'
import { StartError } from '../apps/server/src/start-error.ts'
import { startSluice } from '../apps/server/src/start-sluice.ts'
import { shrinkWaits } from '../apps/server/src/waits.ts'

// The product as it is started by `npm start`, but with its waits divided by CHAOS_SHRINK, and with a wall clock that
// jumps by an hour at each SIGUSR2: forward, and back again.
const anHour = 3_600_000
let jumpedMs = 0
process.on('SIGUSR2', () => {
  jumpedMs = jumpedMs === 0 ? anHour : 0
})
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + jumpedMs) }

const secrets = createSecretRegistry()
const config = readConfig(process.env)
const log = createLog({ level: config.logLevel, secrets, write: (line) => process.stderr.write(line) })
const onLost = (error: Error) => {
  log.fatal({ err: error }, 'Sluice can’t go on.')
  process.exit(1)
}
process.on('uncaughtException', onLost)
process.on('unhandledRejection', (error) => log.error({ err: error }, 'Something failed in a way nobody foresaw.'))

try {
  const waits = shrinkWaits(Number(process.env.CHAOS_SHRINK))
  const sluice = await startSluice({ config, log, secrets, onLost, waits, clock })
  process.once('SIGTERM', () => sluice.stop().then(() => process.exit(0)))
  process.stdout.write('ready\n')
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stdout.write(`refused: ${error.message}\n`)
  process.exit(1)
}
