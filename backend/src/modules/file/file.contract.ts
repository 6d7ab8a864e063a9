import { z } from 'zod';
import { endpoint, idParams } from '../../shared/endpoint.ts';
import { fileRefSchema } from '../../shared/refs.ts';

const tag = 'File';

export const uploadFile = endpoint({
  method: 'post',
  path: '/api/files',
  operationId: 'uploadFile',
  summary:
    'Upload one file of at most 10 MB (field `file`); only you see it until it is attached to something',
  tag,
  access: 'verified',
  rateLimit: 'upload',
  transport: 'multipart',
  output: fileRefSchema,
  successStatus: 201,
});

export const downloadFile = endpoint({
  method: 'get',
  path: '/api/files/:fileId',
  operationId: 'downloadFile',
  summary: 'The bytes of a file you may see',
  tag,
  access: 'optional',
  rateLimit: 'read',
  transport: 'binary',
  params: idParams('fileId'),
  output: z.string().meta({ format: 'binary' }),
});
