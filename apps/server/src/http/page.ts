import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { pageSecurityPolicy } from './security-headers.ts'

/** Sends a page made for one nonce; it is never stored, since the nonce is used once. */
export function sendPage(reply: FastifyReply, toHtml: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .header('content-security-policy', pageSecurityPolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(toHtml(nonce))
}

/** Text as it stands in a page: never markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
