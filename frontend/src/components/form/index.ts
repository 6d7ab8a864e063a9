export { AmountField, amountSchema } from './amount-field';
export { applyApiError } from './apply-api-error';
export { CheckboxField } from './checkbox-field';
export { MomentField } from './moment-field';
export { PasswordField } from './password-field';
export { SelectField } from './select-field';
export { TextField } from './text-field';
export { wholeNumberSchema } from './whole-number-schema';
