// نمایش متن و عدد فارسی
using System.Globalization;

var نظرها = new[] { "درس خوب بود", "تمرین سخت بود" };
foreach (var نظر in نظرها) Console.WriteLine($"{نظر} ({نظر.Split(' ').Length} واژه)");
Console.WriteLine(1234.5);
Console.WriteLine(1234.5.ToString("N1"));
Console.WriteLine(double.Parse("2.5") + 1);
Console.WriteLine(DateTime.UnixEpoch.ToString("yyyy-MM-dd"));
string.Join("، ", نظرها.Select(it => it.Length))
