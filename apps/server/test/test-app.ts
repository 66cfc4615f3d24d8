import { type AppOptions, buildApp } from '../src/app.ts'
import type { Services } from '../src/compose.ts'

/** The app over these services, for `inject`; `await using` closes it. */
export async function createTestApp(services: Services, options: AppOptions = {}) {
  const app = await buildApp(services, options)
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.close() })
}
