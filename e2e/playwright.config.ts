import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, devices } from '@playwright/test'
import { systemChromium } from '../scripts/lib/system-chromium.mjs'
import { products, settings } from './settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folderOf = (dataFolder: string) => fileURLToPath(new URL(dataFolder, import.meta.url))
const chromium = systemChromium()

const launchOptions = (...args: string[]) => ({
  ...(chromium === undefined ? {} : { executablePath: chromium }),
  // As root there is no sandbox to be had, and nothing here may call home.
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...args,
  ],
})
// A test's pages live for seconds: compiling what is hot once more takes a fifth of the browser's time, and gives less.
const brief = { launchOptions: launchOptions('--js-flags=--no-opt --no-maglev') }

// Each run begins with nothing. Workers read this file too, when the server is up already.
if (process.env.TEST_WORKER_INDEX === undefined)
  for (const { dataFolder } of products) rmSync(folderOf(dataFolder), { recursive: true, force: true })

export default defineConfig({
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: products.length,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${settings.port}`,
    viewport: { width: 1440, height: 900 },
    // A picture of a state shows the state, and nothing is measured half faded in.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: launchOptions(),
    // A trace costs a fifth of the time: `--trace on` makes one.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'first visit', testDir: 'tests', testMatch: 'first-visit.spec.ts', use: brief },
    {
      name: 'journeys',
      testDir: 'tests',
      testIgnore: 'first-visit.spec.ts',
      dependencies: ['first visit'],
      use: brief,
    },
    // Not a test: run by the benchmarks, since a busy machine makes it slow.
    { name: 'measures', testDir: 'measures' },
  ],
  webServer: products.map(({ port, practicePort, dataFolder }) => ({
    command: 'node scripts/start.mjs',
    cwd: root,
    url: `http://localhost:${port}/readyz`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    env: {
      SLUICE_PORT: String(port),
      SLUICE_PRACTICE_PORT: String(practicePort),
      SLUICE_PRACTICE_POINTS_PER_MINUTE: '0',
      SLUICE_DATA: folderOf(dataFolder),
      SLUICE_LOG: 'warn',
    },
  })),
})
