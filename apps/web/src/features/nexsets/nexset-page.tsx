export function NexsetPage() {
  return null
}
