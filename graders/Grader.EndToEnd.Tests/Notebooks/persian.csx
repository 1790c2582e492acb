// نمایش متن و عدد فارسی
using System.Globalization;

var نظرها = new[] { "درس خوب بود", "تمرین سخت بود" };
foreach (var نظر in نظرها) Console.WriteLine($"{نظر} ({نظر.Split(' ').Length} واژه)");
Console.WriteLine(1234.5);
Console.WriteLine(1234.5.ToString("N1"));
Console.WriteLine(double.Parse("2.5") + 1);
Console.WriteLine(int.Parse("۱۲۳".Aggregate("", (text, digit) => text + char.GetNumericValue(digit))));
Console.WriteLine(DateTime.UnixEpoch.ToString("yyyy-MM-dd"));
Console.WriteLine(new PersianCalendar().GetYear(new DateTime(2023, 12, 21)));
string.Join("، ", نظرها.Select(it => it.Length))
