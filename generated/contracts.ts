// Made by `baton generate`. Do not edit.
/** All contracts by id, each loaded when it is first asked for. */
export const contracts = {
  'customer.notification.requested@1': async () => (await import('./contracts/customer.notification.requested@1.ts')).customerNotificationRequested1,
  'customer.notified@1': async () => (await import('./contracts/customer.notified@1.ts')).customerNotified1,
  'order.created@1': async () => (await import('./contracts/order.created@1.ts')).orderCreated1,
  'order.created@2': async () => (await import('./contracts/order.created@2.ts')).orderCreated2,
  'order.fulfilled@1': async () => (await import('./contracts/order.fulfilled@1.ts')).orderFulfilled1,
  'payment.charge.requested@1': async () => (await import('./contracts/payment.charge.requested@1.ts')).paymentChargeRequested1,
  'payment.charged@1': async () => (await import('./contracts/payment.charged@1.ts')).paymentCharged1,
  'quake.batch.parsed@1': async () => (await import('./contracts/quake.batch.parsed@1.ts')).quakeBatchParsed1,
  'quake.batch.received@1': async () => (await import('./contracts/quake.batch.received@1.ts')).quakeBatchReceived1,
  'quake.batch.store.requested@1': async () => (await import('./contracts/quake.batch.store.requested@1.ts')).quakeBatchStoreRequested1,
  'quake.batch.stored@1': async () => (await import('./contracts/quake.batch.stored@1.ts')).quakeBatchStored1,
  'quake.batch.summarised@1': async () => (await import('./contracts/quake.batch.summarised@1.ts')).quakeBatchSummarised1,
  'quake.feature@1': async () => (await import('./contracts/quake.feature@1.ts')).quakeFeature1,
  'quake.measured@1': async () => (await import('./contracts/quake.measured@1.ts')).quakeMeasured1,
  'quake.recorded@1': async () => (await import('./contracts/quake.recorded@1.ts')).quakeRecorded1,
  'stock.release.requested@1': async () => (await import('./contracts/stock.release.requested@1.ts')).stockReleaseRequested1,
  'stock.released@1': async () => (await import('./contracts/stock.released@1.ts')).stockReleased1,
  'stock.reservation.decided@1': async () => (await import('./contracts/stock.reservation.decided@1.ts')).stockReservationDecided1,
  'stock.reservation.requested@1': async () => (await import('./contracts/stock.reservation.requested@1.ts')).stockReservationRequested1,
  'workflow.failed@1': async () => (await import('./contracts/workflow.failed@1.ts')).workflowFailed1,
};
