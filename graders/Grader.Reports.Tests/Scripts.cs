namespace Grader.Reports.Tests;

/// <summary>Questions to a page; an empty answer is a good one.</summary>
internal static class Scripts
{
    /// <summary>The page must not scroll sideways, and what is wider than its place must be able to scroll by itself.</summary>
    public const string Overflow = """
        () => {
          const wide = document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth} > ${innerWidth}`] : [];
          const scrolls = it => { for (; it; it = it.parentElement) if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(it).overflowX)) return true; return false; };
          for (const it of document.querySelectorAll('main *')) {
            const box = it.getBoundingClientRect();
            if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(it)) wide.push(`${it.tagName}.${it.className}: ${it.textContent.slice(0, 40)}`);
          }
          return wide.slice(0, 5).join('\n');
        }
        """;

    /// <summary>WCAG AA of every text against what lies behind it, by computed colours.</summary>
    public const string Contrast = """
        () => {
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
          const behind = it => { const layers = []; for (; it; it = it.parentElement) { const c = parse(getComputedStyle(it).backgroundColor); if (c.a > 0) { layers.push(c); if (c.a === 1) break; } } return layers.reduceRight((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 }); };
          const light = c => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b); };
          const poor = [];
          document.querySelectorAll('details').forEach(it => it.open = true);
          for (const it of document.querySelectorAll('body *')) {
            if (![...it.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) || !it.getClientRects().length || ['TITLE', 'DESC', 'SCRIPT', 'STYLE'].includes(it.tagName.toUpperCase())) continue;
            const style = getComputedStyle(it), size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
            const back = behind(it), front = over(parse(it instanceof SVGElement && it.closest('svg') ? style.fill : style.color), back);
            const [a, b] = [light(front), light(back)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
            if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${it.tagName}.${it.className.baseVal ?? it.className}: ${it.textContent.trim().slice(0, 30)}`);
          }
          return poor.slice(0, 5).join('\n');
        }
        """;
}
