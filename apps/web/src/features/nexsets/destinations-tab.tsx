export function DestinationsTab() {
  return null
}
