import { defaultSettings } from './settings.ts'
import { startPracticeSalesloft } from './start-practice-salesloft.ts'

function numberFrom(name: string, usual: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return usual
  const value = Number(text)
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a number, not "${text}".`)
  return value
}

try {
  const practice = await startPracticeSalesloft({
    port: numberFrom('SLUICE_PRACTICE_PORT', 4401),
    folder: process.env.SLUICE_DATA || './data',
    pointsPerMinute: numberFrom('SLUICE_PRACTICE_POINTS_PER_MINUTE', defaultSettings.pointsPerMinute),
    latencyMs: numberFrom('SLUICE_PRACTICE_LATENCY_MS', defaultSettings.latencyMs),
  })
  const stop = async () => {
    await practice.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`Practice Salesloft answers at ${practice.url}\n`)
} catch (error) {
  process.stderr.write(`Practice Salesloft can’t start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
