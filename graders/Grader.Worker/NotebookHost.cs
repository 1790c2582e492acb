using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Grader.Contract;
using Microsoft.DotNet.Interactive;
using TorchSharp;

namespace Grader.Worker;

/// <summary>Runs the cells of one notebook over one array of states, and keeps what each of them shows. A cell that fails leaves what ran before.</summary>
internal sealed class NotebookHost
{
    /// <summary>More links than a notebook may have cells.</summary>
    private const int MostLinks = 1024;
    private const int LongestText = 256 << 10;
    private const int MostRich = 8;
    private const int LongestRich = 512 << 10;

    private readonly object[] _states = new object[MostLinks];

    /// <summary>A tuple: the text that was shown, a list of pairs of media type and content, and what was thrown, if anything.</summary>
    public TupleValue Run(Assembly link, bool run)
    {
        var factory = Factory(link);
        if (!run)
        {
            // The object that later links look for, with its functions but without its statements.
            Activator.CreateInstance(factory.DeclaringType!, [_states]);
            return Result("", [], null);
        }
        var rich = new List<(string Mime, string Content)>();
        var console = Console.Out;
        using var shown = new ShownText(console, LongestText);
        Console.SetOut(shown);
        Shown.Foreign = value => value is torch.Tensor { IsInvalid: false } tensor ? tensor.ToString(TensorStringStyle.Numpy) : null;
        Shown.Rich = (mime, content) => { if (rich.Count < MostRich && content.Length <= LongestRich) rich.Add((mime, content)); };
        Exception? fault = null;
        try
        {
            var value = factory.CreateDelegate<Func<object[], Task<object>>>()(_states).GetAwaiter().GetResult();
            if (value is not null and not DisplayedValue) Shown.Show(value, []);
        }
        catch (Exception thrown) // the cell's own; the next one goes on
        {
            fault = thrown;
        }
        finally
        {
            Console.SetOut(console);
            Shown.Rich = null;
        }
        return Result(shown.Text, rich, fault is null ? null : ScriptHost.Threw(fault));
    }

    public Delegate[] Fetch(Assembly link) => ((object[])Factory(link).CreateDelegate<Func<object[], Task<object>>>()(_states).GetAwaiter().GetResult()).Cast<Delegate>().ToArray();

    private static MethodInfo Factory(Assembly link) => link.GetTypes().Select(it => it.GetMethod("<Factory>")).First(it => it is not null)!;

    private static TupleValue Result(string text, List<(string Mime, string Content)> rich, ThrewResponse? fault) => new([
        new TextValue(text),
        new ListValue([.. rich.Select(it => new TupleValue([new TextValue(it.Mime), new TextValue(it.Content)]))]),
        fault is null ? Value.Nothing : new TupleValue([new TextValue(fault.ExceptionType), new TextValue(fault.Message), new TextValue(fault.File), new IntegerValue(fault.Line), new BoolValue(fault.OutOfMemory)]),
    ]);

    /// <summary>The console as the cell sees it: everything goes on to the real one, whose reader counts it, and its beginning is kept.</summary>
    private sealed class ShownText(TextWriter console, int longest) : TextWriter(CultureInfo.InvariantCulture)
    {
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public override void Write(char value)
        {
            console.Write(value);
            lock (_text) if (_text.Length < longest) _text.Append(value);
        }

        public override void Write(string? value)
        {
            console.Write(value);
            lock (_text) if (value is not null && _text.Length < longest) _text.Append(value, 0, Math.Min(value.Length, longest - _text.Length));
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Flush() => console.Flush();
    }
}
