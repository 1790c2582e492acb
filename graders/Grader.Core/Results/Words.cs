using System.Text;

namespace Grader.Core.Results;

/// <summary>Enum values as the words of files and reports: <c>compile-error</c>.</summary>
public static class Words
{
    public static string Of(Enum value)
    {
        var word = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }
        return word.ToString();
    }

    public static T Parse<T>(string word) where T : struct, Enum => Enum.GetValues<T>().First(it => Of(it) == word);
}
