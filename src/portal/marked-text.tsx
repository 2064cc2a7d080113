/** Text with the quote marked, where it stands in it. */
export function MarkedText({ text, quote }: { text: string; quote: string }) {
  const start = quote === '' ? -1 : text.indexOf(quote);
  if (start < 0) return <p class="plain">{text}</p>;
  return (
    <p class="plain">
      {text.slice(0, start)}
      <mark>{quote}</mark>
      {text.slice(start + quote.length)}
    </p>
  );
}
