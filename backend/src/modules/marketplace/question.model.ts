import { model, Schema, type Types } from 'mongoose';

export interface QuestionDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  buyerId: Types.ObjectId;
  askerId: Types.ObjectId;
  text: string;
  askedAt: Date;
  answer: { text: string; answeredAt: Date } | null;
}

const answerSchema = new Schema(
  { text: { type: String, required: true }, answeredAt: { type: Date, required: true } },
  { _id: false },
);

const questionSchema = new Schema<QuestionDocument>(
  {
    requestId: { type: Schema.Types.ObjectId, required: true },
    buyerId: { type: Schema.Types.ObjectId, required: true },
    askerId: { type: Schema.Types.ObjectId, required: true },
    text: { type: String, required: true },
    askedAt: { type: Date, required: true },
    answer: { type: answerSchema, default: null },
  },
  { collection: 'questions', autoIndex: false, autoCreate: false, versionKey: false },
);
questionSchema.index({ requestId: 1, askedAt: 1, _id: 1 });

export const QuestionModel = model('Question', questionSchema);
