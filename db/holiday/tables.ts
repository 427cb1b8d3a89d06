export type HolidayTables = {
  holiday: {
    readonly id: string
    readonly date: string
    readonly kind: 'rest' | 'work'
    readonly name: string
  }
}
