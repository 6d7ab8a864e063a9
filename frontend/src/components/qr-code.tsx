import { QRCodeSVG } from 'qrcode.react';

interface QrCodeProps {
  value: string;
  size: number;
  label: string;
}

export default function QrCode({ value, size, label }: QrCodeProps) {
  return <QRCodeSVG value={value} size={size} level="M" role="img" aria-label={label} title={label} />;
}
