/** Calls `work` at once and then at most once in `everyMs`, the last call never lost; `end` makes what is due now. */
export function createThrottle(everyMs: number, work: () => void): { run(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined
  let isDue = false
  const fire = () => {
    timer = undefined
    if (!isDue) return
    isDue = false
    timer = setTimeout(fire, everyMs)
    work()
  }
  return {
    run() {
      isDue = true
      if (!timer) fire()
    },
    end() {
      clearTimeout(timer)
      timer = undefined
      if (isDue) work()
      isDue = false
    },
  }
}
