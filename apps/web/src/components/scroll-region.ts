/** For an element that scrolls: it gets a name and a place in the tab order, so that the keyboard can scroll it too. */
export const scrollRegion = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label })
