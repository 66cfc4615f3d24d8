/** Says plainly what is needed on a machine whose Node is too old, before anything else is loaded. */
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`Sluice needs Node 20 or newer; this is Node ${process.versions.node}. See https://nodejs.org`)
  process.exit(1)
}
