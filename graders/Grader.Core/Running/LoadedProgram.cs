using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Running;

/// <summary>What a worker loads under a number: a script at once, or a notebook cell by cell, within its limits.</summary>
internal sealed record LoadedProgram(int Script, ImmutableArray<ScriptImage> Images, bool IsNotebook, Limits Limits);
