const firstPort = Number(process.env.E2E_PORT ?? 4480)

/** Ports and data of a Sluice that the browser tests start, away from those of one that may be running. */
type ProductSettings = { readonly port: number; readonly practicePort: number; readonly dataFolder: string }

const at = (port: number): ProductSettings => ({
  port,
  practicePort: port + 1,
  dataFolder: `../.cache/e2e-data-${port}`,
})

/** One product for each worker. With another `E2E_PORT`, two runs can go on side by side. */
export const products = [at(firstPort), at(firstPort + 2)] as const

/** The product of this worker. */
export const settings = products[process.env.TEST_PARALLEL_INDEX === '1' ? 1 : 0]
