export {
  type TaskContext,
  type TaskContracts,
  type TaskHandler,
  type TaskSurroundings,
  taskHandler,
} from './task-handler.ts';
