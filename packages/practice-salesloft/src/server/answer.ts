/** An HTTP answer, whole: the body is text. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

export const jsonType = 'application/json; charset=utf-8'

export const jsonAnswer = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': jsonType },
  body: JSON.stringify(body),
})
