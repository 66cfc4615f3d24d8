import { expect, it } from 'vitest'
import { followBaseUrl } from './follow-base-url.ts'

it('moves a URL of the former credential to the new one, macros and all, and leaves any other alone', () => {
  const move = (url: string) => followBaseUrl(url, 'https://api.salesloft.com', 'http://127.0.0.1:4401/')
  expect([
    move('https://api.salesloft.com/v2/people/{record.id}?x=1'),
    move('https://api.salesloft.com'),
    move('https://api.salesloft.com.evil.example/v2/'),
    move('https://other.example/v2/'),
  ]).toEqual([
    'http://127.0.0.1:4401/v2/people/{record.id}?x=1',
    'http://127.0.0.1:4401',
    'https://api.salesloft.com.evil.example/v2/',
    'https://other.example/v2/',
  ])
})
