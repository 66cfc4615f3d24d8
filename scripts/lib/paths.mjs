import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const rootFolder = fileURLToPath(new URL('../..', import.meta.url))

/** The pinned Node, which runs all that Sluice is; there once the packages are installed. */
export const pinnedNode = `${rootFolder}node_modules/node/bin/node`
