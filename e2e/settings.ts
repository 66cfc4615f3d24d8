/** Ports of the Sluice that the browser tests start, away from those of one that may be running. */
export const settings = { port: 4480, practicePort: 4481 }
