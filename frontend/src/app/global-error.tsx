'use client';

import { useEffect } from 'react';
import { reportBug } from '@/lib/reporting';

/**
 * When even the document's layout broke: no theme and no translator are left, so it says one thing in each language.
 */
const words = [
  ['en', 'Amn is not available right now. No money moved. Please reload.'],
  ['fa', 'امن همین حالا در دسترس نیست. پولی جابه‌جا نشده. صفحه را دوباره باز کنید.'],
  ['ar', 'أمن غير متاح الآن. لم يتحرك أي مال. أعد تحميل الصفحة.'],
  ['fr', 'Amn est indisponible pour le moment. Aucun argent n’a bougé. Rechargez la page.'],
  ['zh-CN', 'Amn 暂时无法访问，资金没有任何变动。请刷新页面。'],
  ['vi', 'Amn tạm thời chưa dùng được. Tiền của bạn vẫn nguyên chỗ cũ. Hãy tải lại trang.'],
] as const;

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    reportBug(error);
  }, [error]);
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          maxWidth: 560,
          margin: '12vh auto',
          padding: 24,
          lineHeight: 1.6,
        }}
      >
        {words.map(([lang, text]) => (
          <p key={lang} lang={lang} dir="auto">
            {text}
          </p>
        ))}
      </body>
    </html>
  );
}
