/** The warehouse is there, but not now: ask again. */
export class WarehouseBusyError extends Error {
  override readonly name = 'Warehouse.Busy';

  constructor() {
    super('The warehouse takes no reservations at the moment.');
  }
}
