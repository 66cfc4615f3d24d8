/** Methods that a request may have. */
export const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Whether a request of this method carries a body. */
export function carriesBody(method: string): boolean {
  return method !== 'GET' && method !== 'DELETE'
}
