import { route } from '../../shared/define-route.ts';
import { AppError } from '../../shared/errors.ts';
import * as contract from './file.contract.ts';
import { sendFile } from './file.download.ts';
import { presentFile } from './file.presenter.ts';
import { getReadableFile, saveUpload } from './file.service.ts';

export const fileRoutes = [
  route(contract.uploadFile, async ({ file, actor }) => {
    if (!file) throw new AppError('VALIDATION_FAILED');
    return presentFile(await saveUpload(file, actor));
  }),
  route(contract.downloadFile, async ({ input, actor, req, res }) => {
    await sendFile(req, res, await getReadableFile(input.fileId, actor));
    return '';
  }),
];
