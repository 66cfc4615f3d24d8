/** Why Sluice can't start, said to the person who started it: what happened, to which thing, what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
