export { fileDeadlines } from './file.deadlines.ts';
export { fileRoutes } from './file.routes.ts';
export {
  addReaders,
  attachFiles,
  getFileHashes,
  getFileRefs,
  removeReaders,
  type Attachment,
  type Audience,
} from './file.service.ts';
