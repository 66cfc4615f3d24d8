import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres.ts'

// A process that owns the database of a data folder until it is killed.
const [, , dataFolder = ''] = process.argv
const log = { info: () => {}, warn: () => {}, error: () => {} }
await startEmbeddedPostgres({ dataFolder, log })
process.stdout.write('ready\n')
setInterval(() => {}, 60_000)
