using Grader.Core.Notebooks;

namespace Grader.Core.Tests.Notebooks;

public sealed class MagicsTests
{
    // The line, what becomes of it (kept; out: taken out without a word; or the sentence).
    private const string Lines = """
        var x = 1;                                      | kept
        #!csharp                                        | out
        #!time                                          | out
        #!lsmagic                                       | out
        #!markdown                                      | out
        #!share --from fsharp n                         | '#!share --from fsharp n' is not available here; the line was left out.
        #!import other.ipynb                            | '#!import other.ipynb' is not available here; the line was left out.
        #!connect mssql --kernel-name shop              | '#!connect mssql --kernel-name shop' is not available here; the line was left out.
        #!set --name x --value 3                        | '#!set --name x --value 3' is not available here; the line was left out.
        #r "nuget:TorchSharp"                           | out
        #r "nuget: TorchSharp-cpu, 0.107.0"             | out
        #r "nuget: libtorch-cpu-linux-x64, 2.10.0"      | out
        #R "nuget: torchsharp"                          | out
        #r nuget:TorchSharp                             | out
          #r "nuget:Microsoft.DotNet.Interactive.CSharp,*-*" | out
        #r "nuget: Newtonsoft.Json, 13.0.3"             | the package Newtonsoft.Json is not available here; TorchSharp is there without a line of its own.
        #r "bin/Debug/helpers.dll"                      | '#r "bin/Debug/helpers.dll"' loads a file, which is not possible here; the line was left out.
        #load "helpers.csx"                             | '#load "helpers.csx"' loads a file, which is not possible here; the line was left out.
        #i "nuget:https://feed.example.org/v3"          | out
        #:package TorchSharp@0.107.0                    | out
        #:package Humanizer@2.14.1                      | the package Humanizer is not available here; TorchSharp is there without a line of its own.
        #:sdk Microsoft.NET.Sdk.Web                     | out
        %%time                                          | out
        %%writefile a.py                                | '%%writefile a.py' is not available here; the line was left out.
        %matplotlib inline                              | out
        %pip install x                                  | '%pip install x' is not available here; the line was left out.
        !pip install torch                              | '!pip install torch' is a command for a shell; it was not run.
        !ls                                             | '!ls' is a command for a shell; it was not run.
        !ready && steady                                | kept
        !ls && done                                     | kept
        % step == 0                                     | kept
        #region don't #!time                            | kept
        #if DEBUG                                       | kept
        #pragma warning disable CS0168                  | kept
        #line 7 "other.cs"                              | kept
        // #!fsharp                                     | kept
        var text = "#!fsharp";                          | kept
        #!/bin/bash                                     | out
        """;

    public static TheoryData<string, string> Table()
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in Lines.ReplaceLineEndings("\n").Split('\n')) rows.Add(line[..line.LastIndexOf(" | ", StringComparison.Ordinal)].TrimEnd(), line[(line.LastIndexOf(" | ", StringComparison.Ordinal) + 3)..]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_line_for_the_notebook_program_leaves_an_empty_line_and_a_word_where_it_is_missed(string line, string becomes)
    {
        var read = Magics.Blank(line + "\n#!csharp\nvar after = 1;");
        Assert.Equal($"{(becomes == "kept" ? line : "")}\n\nvar after = 1;", read.Code);
        var magics = read.Lines.Where(it => it.Line == 1).ToList();
        if (becomes == "kept") Assert.Empty(magics);
        else Assert.Equal((becomes == "out", becomes == "out" ? null : becomes), (magics.Single().IsHandled, magics[0].Note?.En));
    }

    [Theory]
    [InlineData("var s = \"\"\"\n#!time\n\"\"\";\n#!time", "4")]
    [InlineData("var s = \"\"\"\"\n\"\"\"\n#!time\n\"\"\"\";\n#!time", "5")]
    [InlineData("var s = @\"a\"\"\n#!time\n\";\n#!time", "4")]
    [InlineData("var s = $@\"a\n!ls\n\"; var t = @$\"\n!ls\n\";\n!ls", "6")]
    [InlineData("/* it's\n%%time\n*/ var q = '\"';\n%%time", "4")]
    [InlineData("var open = \"no end\n#!time", "2")]
    [InlineData("var u = \"a // b /* \\\" \"; // \"\"\"\n#!time", "2")]
    [InlineData("#region don't /*\n#!time", "2")]
    public void Inside_a_string_or_a_comment_nothing_is_a_magic(string code, string lines) =>
        Assert.Equal(lines, string.Join(' ', Magics.Blank(code).Lines.Select(it => it.Line)));

    [Fact]
    public void Lines_of_another_language_are_left_out_up_to_the_next_mark()
    {
        var read = Magics.Blank("var a = 1;\n#!fsharp\nlet s = \"\"\"\n#!time\n#!csharp\nvar b = 2;\n#!html");
        Assert.Equal("var a = 1;\n\n\n\n\nvar b = 2;\n", read.Code);
        Assert.Equal("the F# lines that follow are not run here.", Assert.Single(read.Lines, it => !it.IsHandled).Note?.En);
    }
}
