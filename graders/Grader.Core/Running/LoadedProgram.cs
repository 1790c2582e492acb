using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Running;

/// <summary>
/// What a worker loads under a number: a script at once, or a notebook cell by cell, within its limits. <paramref name="OnlyNeeded"/>: of the cells, only
/// those run that the functions need.
/// </summary>
internal sealed record LoadedProgram(int Script, ImmutableArray<ScriptImage> Images, bool IsNotebook, Limits Limits, bool OnlyNeeded = false);
