export { FleetingMap } from './fleeting-map.ts'
