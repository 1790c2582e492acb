using Grader.Core;

namespace Grader.Cli;

/// <summary>Scripts for shells; each asks the program itself what may come next, by its <c>[suggest:position]</c> directive.</summary>
internal static class CompletionCommand
{
    public static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static int Write(string shell)
    {
        Console.Out.Write(Script(shell));
        return ExitCodes.Done;
    }

    private static string Script(string shell) => shell switch
    {
        "bash" => """
            # eval "$(grader completion bash)"
            _grader() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(grader "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _grader grader

            """,
        "zsh" => """
            # source <(grader completion zsh)
            _grader() {
              local -a found
              found=("${(@f)$(grader "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found
              _files
            }
            compdef _grader grader

            """,
        "fish" => """
            # grader completion fish | source
            complete -c grader -a '(grader "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'

            """,
        "pwsh" => """
            # grader completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName grader -ScriptBlock {
              param($word, $tree, $position)
              grader "[suggest:$position]" "$tree" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """,
        _ => throw new UsageException($"There is no completion for '{shell}': {string.Join(", ", Shells)}"),
    };
}
