import type { MantineColorsTuple } from '@mantine/core'

const scale = (text: string): MantineColorsTuple => {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = text.split(' ')
  return [a, b, c, d, e, f, g, h, i, j]
}

/** Ten steps each, light to dark; `dark` runs from text to the deepest surface. */
export const colors = {
  gray: scale('#f7f9f9 #eff2f3 #e3e8e9 #d2d9db #b3bdc0 #829094 #5a686d #445156 #2b363a #141c1f'),
  dark: scale('#e3e9ea #bcc6c9 #98a5a9 #758388 #323d41 #283236 #1d2529 #13191c #0e1315 #090c0e'),
  teal: scale('#eef9f7 #d5f0ec #ace2db #7ccfc6 #4dbab0 #269f96 #11857d #0b6e68 #0b5854 #0a4441'),
  green: scale('#f0f9ef #dcf1da #b9e2b6 #8ecd8a #63b65f #439b41 #2f8030 #266828 #205323 #1b431e'),
  amber: scale('#fff8ea #feecc5 #fcd98c #f8c252 #efa92a #d48a10 #ab6806 #87500a #6c400e #56340f'),
  red: scale('#fef3f2 #fde1df #fac4c0 #f49b94 #ea6f66 #d94d43 #c0372e #9f2b24 #80251f #66201c'),
  blue: scale('#f0f5fe #dce8fd #bed5fa #93b9f6 #6699ef #437be2 #3062c9 #2850a4 #244481 #1f396a'),
  violet: scale('#f6f3fe #eae4fd #d7cbfa #bca8f5 #9f82ed #8660e0 #6f49c7 #5b3ba2 #4b3283 #3c2a69'),
}

/** The colours that a state or a remark speaks in. */
export const tones = ['green', 'amber', 'red', 'blue', 'violet', 'teal'] as const
export type Tone = (typeof tones)[number] | 'gray'
