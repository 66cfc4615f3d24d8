const port = Number(process.env.E2E_PORT ?? 4480)

/**
 * Ports of the Sluice that the browser tests start, away from those of one that may be running, and its data. With
 * another `E2E_PORT`, two runs can go on side by side.
 */
export const settings = { port, practicePort: port + 1, dataFolder: `../.cache/e2e-data-${port}` }
