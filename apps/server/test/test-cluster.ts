/** How to reach the Postgres that the test run started. */
export type TestCluster = { host: string; user: string; password: string; database: string }

export const templateDatabase = 'sluice_template'

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster
  }
}
