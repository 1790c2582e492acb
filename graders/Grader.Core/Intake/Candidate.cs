namespace Grader.Core.Intake;

/// <summary>One student's part of the class folder, before it is read.</summary>
internal sealed class Candidate(string layout, string label, string name, string? participant)
{
    public string Layout => layout;
    /// <summary>What the layout says of the student: the entry's name without what the layout adds.</summary>
    public string Label => label;
    public string Name => name;
    public string? Participant => participant;
    /// <summary>The system whose <see cref="Participant"/> this is.</summary>
    public string? System { get; init; }
    /// <summary>The label is the system's own word for the student, which nothing inside the submission may change.</summary>
    public bool IsFixed { get; init; }
    public string Email { get; init; } = "";
    /// <summary>When it was handed in, as the system says; it counts before the student's own word.</summary>
    public DateTimeOffset? Time { get; set; }
    /// <summary>Those who handed in one work together have the same.</summary>
    public string? Group { get; init; }
    public List<LocalizedText> Notes { get; } = [];
    public List<Entry> Roots { get; } = [];
    public string Path { get; init; } = "";
    /// <summary>Null when the entry has nothing but a word for a name.</summary>
    public string? Number => StudentIds.NumberIn(label) ?? participant;
}

/// <summary>What the person who started the run knows of the folder, beside what is to be found in it.</summary>
public sealed record IntakeOptions
{
    /// <summary>One of <see cref="LayoutNames"/>; null to find out.</summary>
    public string? Layout { get; init; }
    /// <summary>The homework's name, where a folder holds several.</summary>
    public string? Homework { get; init; }
    /// <summary>Of times that are written without one.</summary>
    public TimeZoneInfo? Zone { get; init; }
    public IReadOnlyList<string> Expected { get; init; } = [];
    /// <summary>The name of the folder that holds the entries.</summary>
    internal string RootName { get; init; } = "";

    /// <summary>The moment of a local time, when the zone is known.</summary>
    internal DateTimeOffset? At(DateTime local) => Zone is null ? null : new DateTimeOffset(local, Zone.GetUtcOffset(local));
}

/// <summary>The layouts in the order in which they are named.</summary>
public static class LayoutNames
{
    public const string Plain = "plain", Zips = "zips", Moodle = "moodle", MoodleFlat = "moodle-flat", Canvas = "canvas", Gradescope = "gradescope", Classroom = "classroom",
        Classroom50 = "classroom50", Nbgrader = "nbgrader", Otter = "otter", Blackboard = "blackboard", Brightspace = "brightspace";

    public static readonly string[] All = [Plain, Zips, Moodle, MoodleFlat, Canvas, Gradescope, Classroom, Classroom50, Nbgrader, Otter, Blackboard, Brightspace];
}
