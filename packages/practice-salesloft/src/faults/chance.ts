/** A number from 0 up to 1 that looks random and depends on the two numbers alone (a 32-bit avalanche mix). */
export function chanceOf(seed: number, number: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}
