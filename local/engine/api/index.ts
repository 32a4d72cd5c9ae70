export { apiHandler, type CallFromTask, callsFromTasks, type Handler, type Reply } from './handler.ts';
