import { model, Schema, type Types } from 'mongoose';

export interface FileDocument {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  /** Where the storage has the bytes. */
  storageKey: string;
  /** As it is shown and downloaded; never a path. */
  name: string;
  /** What the content is. */
  contentType: string;
  sizeBytes: number;
  sha256: string;
  /** Everybody may read it; otherwise the owner and the readers. */
  isPublic: boolean;
  readerIds: Types.ObjectId[];
  /** Belongs to something; until then it is swept away after a day. */
  attached: boolean;
  /** Wall time: housekeeping has nothing to do with deals. */
  uploadedAt: Date;
}

const fileSchema = new Schema<FileDocument>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    storageKey: { type: String, required: true },
    name: { type: String, required: true },
    contentType: { type: String, required: true },
    sizeBytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    isPublic: { type: Boolean, required: true },
    readerIds: { type: [Schema.Types.ObjectId], required: true },
    attached: { type: Boolean, required: true },
    uploadedAt: { type: Date, required: true },
  },
  { collection: 'files', autoIndex: false, autoCreate: false, versionKey: false },
);
fileSchema.index({ storageKey: 1 }, { unique: true });
fileSchema.index({ uploadedAt: 1 }, { name: 'orphans', partialFilterExpression: { attached: false } });
fileSchema.index({ ownerId: 1 }, { name: 'pending', partialFilterExpression: { attached: false } });

export const FileModel = model('File', fileSchema);
