export { type TaskContext, type TaskHandler, type TaskSurroundings, taskHandler } from './task-handler.ts';
