import { readConfig } from './config.ts'
import { createLog } from './log/create-log.ts'
import { createSecretRegistry } from './sending/secrets/secret-registry.ts'
import { StartError } from './start-error.ts'
import { type Sluice, startSluice } from './start-sluice.ts'

/** How long an orderly stop may take, all in all. */
const longestStopMs = 29_000
/** One Ctrl-C may arrive twice, from the terminal and through npm; only a later one is meant as a second. */
const sameSignalMs = 700

const secrets = createSecretRegistry()
let sluice: Sluice | undefined
let stoppingSince: number | undefined

function stop(exitCode: number): void {
  process.exitCode ??= exitCode
  if (stoppingSince !== undefined) {
    if (sluice && performance.now() - stoppingSince > sameSignalMs) forceStop(sluice)
    return
  }
  stoppingSince = performance.now()
  if (sluice) stopInOrder(sluice) // what is just starting is stopped once it is up
}

function stopInOrder(running: Sluice): void {
  setTimeout(forceStop, longestStopMs, running).unref()
  running.stop().then(
    () => process.exit(),
    () => forceStop(running),
  )
}

function forceStop(running: Sluice): void {
  const end = () => process.exit(1)
  running.kill().then(end, end)
}

// Who reads this output may be gone before us, as after `| head`, or its disk be full: what can't be told isn't told.
// Unheard, that would be a failure that nobody foresaw, which is told in turn, and so on for ever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

// From the terminal, from a supervisor, and from a start script that was killed itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
process.on('disconnect', () => stop(0))

try {
  const config = readConfig(process.env)
  const log = createLog({ level: config.logLevel, secrets, write: (line) => process.stderr.write(line) })
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'Sluice can’t go on and stops. Start it again: nothing that was accepted is lost.')
    stop(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'Something failed in a way nobody foresaw.'))
  sluice = await startSluice({ config, log, secrets, onLost: fail })
  if (stoppingSince !== undefined) stopInOrder(sluice)
  else process.stdout.write(`Sluice is ready ${sluice.url ? `at ${sluice.url}` : 'as a worker'}\n`)
} catch (error) {
  const text =
    error instanceof StartError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
  process.stderr.write(`${secrets.redact(text)}\n`)
  process.exit(1)
}
