export { apiHandler, type Handler } from './handler.ts';
