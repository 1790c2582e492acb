using System.Globalization;

namespace Grader.Core.Tests;

/// <summary>The test's thread as on a Persian computer.</summary>
internal sealed class PersianCulture : IDisposable
{
    readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public PersianCulture() => CultureInfo.CurrentCulture = new CultureInfo("fa-IR");

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
