namespace Grader.Core.Exporting;

/// <summary>How a check reads to a service that knows tests: right or not, could not be run, or not for a machine to say.</summary>
public enum TestState { Passed, Failed, Error, Skipped }

/// <summary>
/// One check as one test, for the services of formats §3. <paramref name="Group"/>: whose and of which question (<c>99521234.q2</c>). Line and
/// column are 0 where they are not known. Texts may hold a student's words: each writer makes them safe in its own way.
/// </summary>
public sealed record TestLine(
    string Group, string Name, string Title, TestState State, string Verdict, string Message, string Details, string File, int Line, int Column, double Seconds, decimal Score, decimal Max);
