export function NexsetsPage() {
  return null
}
