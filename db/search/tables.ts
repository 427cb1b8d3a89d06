export type SearchTables = {
  /** One row for each record in the index; `id` is the row of the index. */
  searchDocument: { readonly id: number; readonly kind: string; readonly recordId: string }
  /** Records whose text is to be read again. */
  searchStale: { readonly kind: string; readonly recordId: string }
}
