using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace Grader.EndToEnd.Tests;

/// <summary>A student's kit, packed once from a homework in which every secret place holds a canary, and used as a student uses it.</summary>
public sealed class SelfCheckTests(SelfCheckTests.PackedKit kit) : IClassFixture<SelfCheckTests.PackedKit>, IDisposable
{
    private readonly GraderProgram _grader = new();

    [Fact]
    public void The_kit_holds_no_reference_no_hidden_case_no_mistake_and_no_key()
    {
        Assert.True(kit.Ran.ExitCode == 0, kit.Ran.Error);
        using var zip = ZipFile.OpenRead(kit.Zip);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Canaries.AssertNone(entry.FullName, bytes.ToArray());
            Assert.DoesNotContain("mistakes", entry.FullName, StringComparison.Ordinal);
            Assert.DoesNotContain(".cases.", entry.FullName, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", entry.FullName, StringComparison.Ordinal);
        }
        string[] needed = ["README.md", "sheet.md", "q2.csx", "q3.csx", "answers.yaml", "Question 4.ipynb", "Checks.csproj", "checks/kit.json", "checks/q2.public.csx", "checks/Question 4.public.csx", ".github/workflows/self-check.yml", ".gitlab-ci.yml", ".config/dotnet-tools.json"];
        Assert.All(needed, name => Assert.NotNull(zip.GetEntry(name)));
        Assert.Null(zip.GetEntry("q4.csx")); // two starters for one question
        Assert.Distinct(XDocument.Parse(kit.Text("nuget.config")).Descendants("packageSource").Select(it => it.Attribute("key")!.Value)); // else nothing can be restored
        Assert.Contains("typical mistakes that pass every public case, and will only be found at grading: q4c1_cut_off", kit.Ran.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("correct", kit.Text("checks/hw5.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("1402\n", kit.Text("checks/hw5.yaml"), StringComparison.Ordinal); // the seed
    }

    [Fact]
    public async Task What_check_says_is_right_is_right_in_grade_for_every_sample_and_the_open_points_add_up()
    {
        kit.Unpack(_grader.Folder);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "SampleClassTests.results.verified.txt")));
        using var served = _grader.StartTalking(["check", "--serve", _grader.Folder]);
        var seen = 0;
        foreach (var graded in results.RootElement.GetProperty("submissions").EnumerateArray())
        {
            var id = graded.GetProperty("id").GetString()!;
            // Limits are waited for in full, and the hostile class shows them.
            if (graded.GetRawText().Contains("-limit\"", StringComparison.Ordinal) || !PutAnswers(id)) continue;
            await served.StandardInput.WriteLineAsync("*");
            using var answer = JsonDocument.Parse((await served.StandardOutput.ReadLineAsync())!);
            var check = answer.RootElement;
            var all = graded.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray()).SelectMany(part => part.GetProperty("checks").EnumerateArray().Select(it => (Name: $"{part.GetProperty("id")}.{it.GetProperty("id")}", Check: it))).ToDictionary(it => it.Name, it => it.Check);
            var (right, decided) = (0m, 0m);
            foreach (var item in check.GetProperty("items").EnumerateArray().Where(it => !it.GetProperty("formOnly").GetBoolean()))
            {
                var (name, passed) = (item.GetProperty("name").GetString()!, item.GetProperty("state").GetString() == "passed");
                var verdict = all[name].GetProperty("verdict").GetString();
                // A part that is right with a right version of another one, which check does not have.
                if (!passed && all[name].GetProperty("feedback").GetProperty("en").GetString()!.Contains("(With a right version of ", StringComparison.Ordinal)) verdict = "repaired";
                Assert.True(passed == (verdict == "correct"), $"{id} {name}: check says {item.GetProperty("state")}, grade says {verdict}");
                if (verdict == "needs-review") continue;
                decided += item.GetProperty("max").GetDecimal();
                if (passed) right += item.GetProperty("max").GetDecimal();
                Assert.True(item.GetProperty("score").GetDecimal() <= all[name].GetProperty("score").GetDecimal(), $"{id} {name}: check promises {item.GetProperty("score")}, grade gives {all[name].GetProperty("score")}");
            }
            Assert.True(check.GetProperty("right").GetDecimal() >= right, $"{id}: {check.GetProperty("right")} < {right}");
            Assert.Equal(graded.GetProperty("max").GetDecimal() - decided, check.GetProperty("open").GetDecimal());
            seen++;
        }
        served.StandardInput.Close();
        await served.WaitForExitAsync();
        Assert.True(seen >= 25, $"only {seen} samples");
    }

    [Fact]
    public async Task On_GitHub_the_lines_are_marked_a_forged_command_marks_nothing_and_an_edited_kit_is_said()
    {
        kit.Unpack(_grader.Folder);
        await File.WriteAllTextAsync(_grader.At("q3.csx"), """
            Console.WriteLine("::error file=q2.csx,line=1,title=forged::forged");
            Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values)
            {
                Console.WriteLine("::add-mask::forged");
                throw new Exception("\n::error file=q2.csx,line=1::forged by a message%0A");
            }
            """);
        await File.AppendAllTextAsync(_grader.At("checks", "hw5.yaml"), "# edited\n");
        var ran = await _grader.RunAsync(["check", ".", "--format", "github", "--report", "junit=check.xml"],
            ("GITHUB_ACTIONS", "true"), ("CI", "true"), ("GITHUB_STEP_SUMMARY", _grader.At("summary.md")), ("GITHUB_OUTPUT", _grader.At("output.txt")));
        Assert.Equal(1, ran.ExitCode);
        var commands = Workflow.Commands(ran.Out);
        Assert.DoesNotContain(commands, it => it.StartsWith("::error", StringComparison.Ordinal) && it.Contains("file=q2.csx,line=1,", StringComparison.Ordinal));
        Assert.DoesNotContain(commands, it => it.StartsWith("::add-mask", StringComparison.Ordinal));
        Assert.Contains(commands, it => it.StartsWith("::error file=q3.csx,line=5,endLine=5,title=q3a.general 0/6::", StringComparison.Ordinal));
        Assert.Contains(commands, it => it.StartsWith("::warning file=checks/hw5.yaml,title=tampered::", StringComparison.Ordinal));
        var (summary, junit, output) = (await File.ReadAllTextAsync(_grader.At("summary.md")), await File.ReadAllTextAsync(_grader.At("check.xml")), await File.ReadAllTextAsync(_grader.At("output.txt")));
        Assert.Contains("| ⚠️ | q3a.general | 0 / 6 |", summary, StringComparison.Ordinal);
        Assert.Contains("public checks only: 0 of 31; 26 hidden checks run at grading", System.Net.WebUtility.HtmlDecode(summary), StringComparison.Ordinal);
        Assert.Contains("tampered=true", output, StringComparison.Ordinal);
        Assert.Equal(31, System.Xml.Linq.XDocument.Parse(junit).Descendants("testcase").Count());
        foreach (var text in new[] { ran.Out, ran.Error, summary, junit }) Canaries.AssertNone("CI", System.Text.Encoding.UTF8.GetBytes(text));

        var plain = await _grader.RunAsync(["check"], ("GITLAB_CI", "true"), ("CI", "true"));
        Assert.Equal(1, plain.ExitCode);
        Assert.Contains("\nq3.csx:5:1: error q3a.general: ", plain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watched_folder_is_checked_again_at_every_save_with_what_was_before_beside_it()
    {
        kit.Unpack(_grader.Folder);
        PutAnswers("402521001");
        var right = (await File.ReadAllTextAsync(_grader.At("q3.csx"))) + "\n";
        using var watch = _grader.StartTalking(["check", "--watch"]);
        await UntilAsync(watch, "public checks only: 31 of 31");
        await File.WriteAllTextAsync(_grader.At("q3.csx"), "Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values) => keys[0];\n");
        var text = await UntilAsync(watch, "public checks only: 30 of 31");
        Assert.Contains(" →) ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("q2a", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_grader.At("q3.csx"), right);
        await UntilAsync(watch, "public checks only: 31 of 31");
        watch.Kill();
        await watch.WaitForExitAsync();
    }

    [Fact]
    public async Task The_course_fetches_what_was_pushed_grades_it_and_returns_only_what_may_be_seen()
    {
        _grader.CopyHomework(); // without the notebook, which is long to prove and is checked above
        await Canaries.PlantAsync(_grader);
        Directory.CreateDirectory(_grader.At("course"));
        foreach (var file in Directory.GetFiles(Path.Combine(kit.Folder, "course"), "*", SearchOption.AllDirectories)) _grader.Write(Path.Combine("course", Path.GetRelativePath(Path.Combine(kit.Folder, "course"), file)), await File.ReadAllBytesAsync(file));
        var roster = "id,repository,branch\n";
        foreach (var student in new[] { "402521001", "402521008" })
        {
            kit.Unpack(_grader.At("repositories", student));
            foreach (var name in new[] { "answers.yaml", "q2.csx", "q3.csx" }) File.Copy(Path.Combine(GraderProgram.Repository, "submissions-sample", "hw5", student, name), _grader.At("repositories", student, name), overwrite: true);
            if (student == "402521008") await File.AppendAllTextAsync(_grader.At("repositories", student, ".github", "workflows", "self-check.yml"), "# edited\n");
            Assert.Equal(0, (await _grader.RunAsync("bash", ["-c", "cd repositories/$0 && git init -q && git add -A && git -c user.name=s -c user.email=s@example.edu commit -qm work", student])).ExitCode);
            roster += $"{student},file://{_grader.At("repositories", student)},\n";
        }
        await File.WriteAllTextAsync(_grader.At("course", "roster.csv"), roster + "../../etc,file:///etc,\n402521999,--upload-pack=touch /tmp/owned,\n");
        (string, string)[] environment = [("GRADER", GraderProgram.Executable), ("ROOT", _grader.Folder), ("HOME", _grader.Folder)];
        var pulled = await _grader.RunAsync("bash", ["-c", "cd course && bash pull.sh hw5"], environment);
        Assert.True(pulled.ExitCode == 0, pulled.Error);
        Assert.Contains("'../../etc' is skipped", pulled.Error, StringComparison.Ordinal);
        Assert.Contains("402521008: tampered: .github/workflows/self-check.yml", pulled.Error, StringComparison.Ordinal);
        var released = await File.ReadAllTextAsync(_grader.At("course", "released", "402521008.md"));
        Assert.Contains("q2b.recurrent", released, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(_grader.At("course", "released"))) Canaries.AssertNone(file, await File.ReadAllBytesAsync(file));
        Assert.Contains("Nothing new.", (await _grader.RunAsync("bash", ["-c", "cd course && bash pull.sh hw5"], environment)).Out, StringComparison.Ordinal);

        await IsPulledAgainWhenUngradedAsync(environment);
        await ReturnsAsync(environment);

        var before = await _grader.RunAsync(["release", _grader.At("course", ".pull", "grades"), "--to", "early", "--before-due", "--root", _grader.Folder]);
        Assert.Equal(0, before.ExitCode);
        var early = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(_grader.At("early", "402521001.md")));
        Assert.Contains("55 of 55 points are open", early, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", early, StringComparison.Ordinal); // "right" would say that the hidden cases pass
    }

    /// <summary>What we could not grade counts as not seen, so the next pull grades it.</summary>
    private async Task IsPulledAgainWhenUngradedAsync((string, string)[] environment)
    {
        var seen = _grader.At("course", ".pull", "seen");
        Directory.Delete(seen, recursive: true);
        await File.WriteAllTextAsync(_grader.At("ungraded.sh"), """
            "$PROGRAM" "$@" | if [ "$1" = release ]; then awk -F '\t' -v OFS='\t' '{ $4 = "ungraded" } 1'; else cat; fi
            exit "${PIPESTATUS[0]}"
            """);
        var ungraded = await _grader.RunAsync("bash", ["-c", "cd course && bash pull.sh hw5"], [.. environment.Skip(1), ("GRADER", $"bash {_grader.At("ungraded.sh")}"), ("PROGRAM", GraderProgram.Executable)]);
        Assert.True(ungraded.ExitCode == 0, ungraded.Error);
        Assert.Empty(Directory.GetFiles(seen));
        Assert.DoesNotContain("Nothing new.", (await _grader.RunAsync("bash", ["-c", "cd course && bash pull.sh hw5"], environment)).Out, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(seen).Length);
    }

    /// <summary>Sent once each, to the repository that it belongs to; what the service refuses keeps nobody else's back and is sent the next time.</summary>
    private async Task ReturnsAsync((string, string)[] environment)
    {
        using var service = new ServiceApi(refusedOnce: "402521008/issues");
        Task<Ran> Return(string of) => _grader.RunAsync("bash", ["-c", "cd course && bash return.sh hw5"], [.. environment, ("COURSE_TOKEN", "token-5e1f"), ("SERVICE", of), ("API", service.Address)]);
        var first = await Return("github");
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("402521008: could not be sent, and will be tried again", first.Error, StringComparison.Ordinal);
        Assert.Equal(["001/issues", "001/statuses", "008/issues", "008/statuses"], service.Taken());
        Assert.Equal(0, (await Return("github")).ExitCode);
        Assert.Equal(["008/issues", "008/statuses"], service.Taken());
        Assert.Equal(0, (await Return("github")).ExitCode);
        Assert.Empty(service.Taken());
        Directory.Delete(_grader.At("course", ".pull", "sent"), recursive: true);
        Assert.Equal(0, (await Return("gitlab")).ExitCode);
        Assert.Equal(["001/comments", "001/statuses", "008/comments", "008/statuses"], service.Taken());
        // What we could not grade gets no report that looks like one, only a status that waits.
        Directory.Delete(_grader.At("course", ".pull", "sent"), recursive: true);
        var told = _grader.At("course", ".pull", "released.tsv");
        await File.WriteAllLinesAsync(told, (await File.ReadAllLinesAsync(told)).Select(it => $"{it[..it.LastIndexOf('\t')]}\tungraded"));
        Assert.Equal(0, (await Return("github")).ExitCode);
        Assert.Equal(["001/statuses", "008/statuses"], service.Taken());
        Assert.All(service.Bodies, it => Canaries.AssertNone("what is sent", it));
        Assert.All(service.Tokens, it => Assert.Equal("token-5e1f", it));
    }

    private static async Task<string> UntilAsync(Process watch, string words)
    {
        var text = "";
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!text.Contains(words, StringComparison.Ordinal)) text += await watch.StandardOutput.ReadLineAsync(patience.Token) + "\n";
        return text;
    }

    /// <summary>False for a sample that is a zip or handed in nothing.</summary>
    private bool PutAnswers(string id)
    {
        var from = Path.Combine(GraderProgram.Repository, "submissions-sample", "hw5", id);
        if (!Directory.Exists(from)) return false;
        foreach (var old in Directory.GetFiles(_grader.Folder).Where(it => Path.GetExtension(it) is ".csx" or ".ipynb" or ".dib" or ".yaml")) File.Delete(old);
        foreach (var answer in Directory.GetFiles(from)) File.Copy(answer, _grader.At(Path.GetFileName(answer)));
        return true;
    }

    public void Dispose() => _grader.Dispose();

    /// <summary>hw5 with canaries in it, packed.</summary>
    public sealed class PackedKit : IAsyncLifetime, IDisposable
    {
        private readonly GraderProgram _grader = new();

        internal Ran Ran { get; private set; } = new(-1, "", "");

        public string Folder => _grader.Folder;

        public string Zip => _grader.At("hw5.zip");

        public async Task InitializeAsync()
        {
            _grader.CopyWholeHomework();
            await Canaries.PlantAsync(_grader);
            Ran = await _grader.RunAsync(["pack", "hw5", "--course", "course"]);
        }

        public void Unpack(string folder) => ZipFile.ExtractToDirectory(Zip, folder);

        public string Text(string entry)
        {
            using var zip = ZipFile.OpenRead(Zip);
            using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
            return reader.ReadToEnd();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _grader.Dispose();
    }
}
