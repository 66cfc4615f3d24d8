const names = new Set(
  (
    'accept authorization host transfer-encoding connection keep-alive te trailer upgrade expect cookie set-cookie ' +
    'forwarded x-real-ip via accept-encoding user-agent date'
  ).split(' '),
)
const prefixes = ['proxy-', 'content-', 'x-forwarded-', 'sec-']

/** Whether the header is not the user's to set: credential, content format or sender set it. In any case. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return names.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix))
}
