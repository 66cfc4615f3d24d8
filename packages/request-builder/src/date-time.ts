const pattern = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/

/** A date-time with an offset as the same instant in UTC, its fraction kept: `2026-03-07T04:05:06Z`. Undefined for any other text. */
export function coerceDateTime(text: string): string | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, , , , , , , fraction = '', sign = '+', offsetHours = '0', offsetMinutes = '0'] = match
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0))
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  const isInRange =
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 59
  if (!isInRange || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined
  const instant = new Date(0)
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  instant.setUTCFullYear(year, month - 1, day)
  instant.setUTCHours(hour, minute - offset, second)
  const iso = instant.toISOString()
  return iso.length === 24 ? `${iso.slice(0, 19)}${fraction}Z` : undefined
}

function daysIn(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}
